// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import io.github.zmqsecure.auth.AuthenticatedPeer;
import io.github.zmqsecure.curve.CurvePublicKey;
import io.github.zmqsecure.jeromq.EngineGuard;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection of a socket. Its handshake has exactly one outcome, whichever thread
 * sees it first.
 *
 * @since 0.1.0
 */
public final class Connection {

	private final SocketChannel channel;

	private final boolean accepted;

	private final String endpoint;

	private final @Nullable InetSocketAddress remoteAddress;

	private final Instant openedAt = Instant.now();

	private final long openedNanos = System.nanoTime();

	private final AtomicReference<State> state = new AtomicReference<>(State.PENDING);

	private volatile @Nullable AuthenticatedPeer peer;

	private volatile @Nullable CurvePublicKey serverKey;

	private volatile @Nullable CurvePublicKey clientKey;

	private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();

	private volatile long failedNanos;

	private volatile long reviewedNanos = this.openedNanos;

	Connection(SocketChannel channel, boolean accepted, String endpoint) {
		this.channel = channel;
		this.accepted = accepted;
		this.endpoint = endpoint;
		this.remoteAddress = remoteAddressOf(channel);
	}

	/**
	 * Return the address of the other end.
	 * @return the address, or {@code null} if it was gone before it could be asked
	 */
	public @Nullable InetSocketAddress getRemoteAddress() {
		return this.remoteAddress;
	}

	/**
	 * Return the endpoint that was bound or connected.
	 * @return the endpoint
	 */
	public String getEndpoint() {
		return this.endpoint;
	}

	/**
	 * Return whether the other end connected.
	 * @return whether the connection was accepted rather than made
	 */
	public boolean isAccepted() {
		return this.accepted;
	}

	/**
	 * Return when the connection was opened.
	 * @return the time
	 */
	public Instant getOpenedAt() {
		return this.openedAt;
	}

	/**
	 * Return who is at the other end.
	 * @return the peer, {@code null} while it isn't authenticated, and for connections
	 * that was made here: there the key of the server is the configured one
	 */
	public @Nullable AuthenticatedPeer getPeer() {
		return this.peer;
	}

	/**
	 * Return which key of the server the client addresses.
	 * @return of the keys of this side the one that an authenticated client used, or the
	 * one that the server must have; {@code null} without CURVE, or if it is not known
	 */
	public @Nullable CurvePublicKey getServerKey() {
		return this.serverKey;
	}

	/**
	 * Return with which key this side made the connection.
	 * @return the key of the client, {@code null} if this side is the server, and without
	 * CURVE
	 */
	public @Nullable CurvePublicKey getClientKey() {
		return this.clientKey;
	}

	void madeWith(CurvePublicKey clientKey) {
		this.clientKey = clientKey;
	}

	void addressed(CurvePublicKey serverKey) {
		this.serverKey = serverKey;
	}

	/**
	 * Return whether the handshake succeeded.
	 * @return whether messages may be exchanged
	 */
	public boolean isReady() {
		return this.state.get() == State.READY;
	}

	boolean isPending() {
		return this.state.get() == State.PENDING;
	}

	SocketChannel channel() {
		return this.channel;
	}

	Duration age() {
		return Duration.ofNanos(System.nanoTime() - this.openedNanos);
	}

	boolean succeed(@Nullable AuthenticatedPeer peer) {
		if (isPending()) {
			this.peer = peer;
		}
		return this.state.compareAndSet(State.PENDING, State.READY);
	}

	/**
	 * How long ago the handshake failed.
	 */
	Duration sinceFailure() {
		return Duration.ofNanos(System.nanoTime() - this.failedNanos);
	}

	boolean fail() {
		this.failedNanos = System.nanoTime();
		return this.state.compareAndSet(State.PENDING, State.FAILED);
	}

	/**
	 * Whether access was last decided on after a moment. What the ZAP handler decides, it
	 * decides after the connection was opened.
	 */
	boolean isReviewedSince(long nanos) {
		return this.reviewedNanos - nanos > 0;
	}

	void reviewed(long nanos) {
		this.reviewedNanos = nanos;
	}

	/**
	 * Take back that the handshake succeeded.
	 */
	boolean revoke() {
		return this.state.compareAndSet(State.READY, State.REVOKED);
	}

	/**
	 * Note that the connection has ended, so that its handshake no longer does.
	 * @return whether it was ready
	 */
	boolean end() {
		return this.state.getAndSet(State.ENDED) == State.READY;
	}

	boolean hasEnded() {
		return this.state.get() == State.ENDED;
	}

	/**
	 * Note why the connection is about to be ended here.
	 * @return whether that was not known
	 */
	boolean ending(DisconnectReason reason, String why) {
		return this.ending.compareAndSet(null, new Ending(reason, why));
	}

	/**
	 * Why the connection ends.
	 */
	DisconnectReason disconnectReason() {
		Ending ending = this.ending.get();
		return (ending != null) ? ending.reason() : DisconnectReason.CLOSED;
	}

	/**
	 * The same in words.
	 */
	String whyEnded() {
		Ending ending = this.ending.get();
		return (ending != null) ? ending.why() : "the other end closed it, or the network failed";
	}

	/**
	 * Make the connection end.
	 */
	void cut() {
		EngineGuard.cut(this.channel);
	}

	private static @Nullable InetSocketAddress remoteAddressOf(SocketChannel channel) {
		try {
			return (InetSocketAddress) channel.getRemoteAddress();
		}
		catch (IOException ex) {
			return null;
		}
	}

	/**
	 * Why a connection was ended here.
	 */
	private record Ending(DisconnectReason reason, String why) {

	}

	private enum State {

		PENDING, READY, FAILED, REVOKED, ENDED

	}

}
