// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import io.github.zmqsecure.channel.Overflow;
import io.github.zmqsecure.socket.CurveRole;
import io.github.zmqsecure.socket.HeaderMode;
import io.github.zmqsecure.socket.Mechanism;
import io.github.zmqsecure.socket.ResolveMode;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;

/**
 * Configuration properties of one socket, bound under {@code zmq.secure.sockets.*}. A
 * mutable JavaBean, not thread-safe.
 *
 * @since 0.1.0
 */
public class ZmqSocketProperties {

	/**
	 * Type of the socket. Required.
	 */
	private @Nullable SocketType type;

	/**
	 * Endpoints to bind to. Each has to be covered by the bind allow-list.
	 */
	private List<String> bind = new ArrayList<>();

	/**
	 * Endpoints to connect to; "discovery://SERVICE" for the instances that a registry
	 * has of a service. Each has to be covered by the connect allow-list, if there is
	 * one.
	 */
	private List<String> connect = new ArrayList<>();

	/**
	 * To which addresses of a name in 'connect' the socket connects: one, and the next
	 * one when it fails, or each, as they come and go.
	 */
	private ResolveMode resolve = ResolveMode.FIRST;

	/**
	 * Name of the own key pair, under "zmq.secure.keys". A client without one uses an
	 * ephemeral key.
	 */
	private @Nullable String key;

	/**
	 * Peers that a CURVE server lets in, by name; '@directory' or a name with '*' for
	 * those of the peer directory, as they come and go; or 'any' alone.
	 */
	private List<String> clients = new ArrayList<>();

	/**
	 * Name of the peer or key whose public key the CURVE server has to prove.
	 */
	private @Nullable String server;

	/**
	 * Topic prefixes to subscribe to. A list with an empty string subscribes to
	 * everything.
	 */
	private List<String> subscribe = new ArrayList<>();

	/**
	 * Security mechanism. Null means plaintext, which 'zmq.secure.plaintext' has to
	 * permit.
	 */
	private Mechanism mechanism = Mechanism.CURVE;

	/**
	 * Side of the CURVE handshake. Derived from bind and connect when not set.
	 */
	private @Nullable CurveRole curveRole;

	/**
	 * What to do with a message when the outbound queue is full.
	 */
	private Overflow overflow = Overflow.BLOCK;

	/**
	 * Capacity of the outbound queue in front of the socket. Derived from the outbound
	 * high water mark when not set.
	 */
	private @Nullable Integer queueCapacity;

	/**
	 * Whether messages bear a header frame in front of their payload: content type, trace
	 * context, sequence number, error flag and own headers. With auto between sockets of
	 * this library only, which tell each other in the handshake; with true to and from
	 * every peer.
	 */
	private HeaderMode headers = HeaderMode.AUTO;

	/**
	 * Whether what is published is numbered per topic, so that subscribers count what
	 * they missed. Needs headers.
	 */
	private boolean sequence;

	/**
	 * Options of this socket, which override the defaults.
	 */
	private ZmqSocketOptions options = new ZmqSocketOptions();

	public @Nullable SocketType getType() {
		return this.type;
	}

	public void setType(@Nullable SocketType type) {
		this.type = type;
	}

	public List<String> getBind() {
		return this.bind;
	}

	public void setBind(List<String> bind) {
		this.bind = bind;
	}

	public List<String> getConnect() {
		return this.connect;
	}

	public void setConnect(List<String> connect) {
		this.connect = connect;
	}

	public ResolveMode getResolve() {
		return this.resolve;
	}

	public void setResolve(ResolveMode resolve) {
		this.resolve = resolve;
	}

	public @Nullable String getKey() {
		return this.key;
	}

	public void setKey(@Nullable String key) {
		this.key = key;
	}

	public List<String> getClients() {
		return this.clients;
	}

	public void setClients(List<String> clients) {
		this.clients = clients;
	}

	public @Nullable String getServer() {
		return this.server;
	}

	public void setServer(@Nullable String server) {
		this.server = server;
	}

	public List<String> getSubscribe() {
		return this.subscribe;
	}

	public void setSubscribe(List<String> subscribe) {
		this.subscribe = subscribe;
	}

	public Mechanism getMechanism() {
		return this.mechanism;
	}

	public void setMechanism(Mechanism mechanism) {
		this.mechanism = mechanism;
	}

	public @Nullable CurveRole getCurveRole() {
		return this.curveRole;
	}

	public void setCurveRole(@Nullable CurveRole curveRole) {
		this.curveRole = curveRole;
	}

	public Overflow getOverflow() {
		return this.overflow;
	}

	public void setOverflow(Overflow overflow) {
		this.overflow = overflow;
	}

	public @Nullable Integer getQueueCapacity() {
		return this.queueCapacity;
	}

	public void setQueueCapacity(@Nullable Integer queueCapacity) {
		this.queueCapacity = queueCapacity;
	}

	public HeaderMode getHeaders() {
		return this.headers;
	}

	public void setHeaders(HeaderMode headers) {
		this.headers = headers;
	}

	public boolean isSequence() {
		return this.sequence;
	}

	public void setSequence(boolean sequence) {
		this.sequence = sequence;
	}

	public ZmqSocketOptions getOptions() {
		return this.options;
	}

	public void setOptions(ZmqSocketOptions options) {
		this.options = options;
	}

}
