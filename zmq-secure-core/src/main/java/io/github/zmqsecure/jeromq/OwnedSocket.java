// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import zmq.Msg;
import zmq.SocketBase;
import zmq.io.SessionBase;
import zmq.pipe.Pipe;
import zmq.socket.pubsub.XPub;
import zmq.socket.reqrep.Dealer;
import zmq.socket.reqrep.Rep;
import zmq.util.MultiMap;
import zmq.util.ValueReference;

/**
 * A socket as its owner uses it. What happens to its connections it learns from JeroMQ in
 * {@link #processCommands()} only, so no connection can end between the frames of a
 * message. For the thread that owns the socket only.
 *
 * @since 0.1.0
 */
public final class OwnedSocket {

	private final ZMQ.Socket socket;

	private final SocketBase base;

	private final SocketInternals internals = JeromqInternals.get().sockets();

	/** A DEALER, whose replies have to come from where the requests went. */
	private final @Nullable Dealer dealer;

	private final ValueReference<Pipe> sentTo = new ValueReference<>();

	private final ValueReference<Pipe> receivedFrom = new ValueReference<>();

	private int malformed;

	private final AtomicBoolean never = new AtomicBoolean();

	/**
	 * Create a view of a socket.
	 * @param socket the socket
	 */
	public OwnedSocket(ZMQ.Socket socket) {
		this.socket = socket;
		this.base = socket.base();
		this.dealer = (socket.getSocketType() == SocketType.DEALER) ? (Dealer) this.base : null;
	}

	/**
	 * Send a frame.
	 * @param frame the frame
	 * @param more whether others follow
	 * @return whether JeroMQ took it; otherwise {@link #errno()} tells why
	 */
	public boolean send(Msg frame, boolean more) {
		if (more) {
			frame.setFlags(Msg.MORE);
		}
		Dealer dealer = this.dealer;
		return (dealer != null) ? this.internals.send(dealer, frame, this.sentTo)
				: this.internals.send(this.base, frame);
	}

	/**
	 * Receive a frame that is there.
	 * @return the frame, {@code null} if none is
	 */
	public @Nullable Msg receive() {
		if (this.base instanceof Rep rep) {
			this.malformed += this.internals.receiveEnvelope(rep);
		}
		Dealer dealer = this.dealer;
		return (dealer != null) ? this.internals.receive(dealer, this.receivedFrom) : this.internals.receive(this.base);
	}

	/**
	 * Return how many messages a REP has dropped since they had no envelope.
	 * @return how many since this was asked
	 */
	public int malformed() {
		int malformed = this.malformed;
		this.malformed = 0;
		return malformed;
	}

	/**
	 * Return to which connection the last frame was given that was sent.
	 * @return the connection, {@code null} unless the socket is a DEALER
	 */
	public @Nullable Route sentTo() {
		return route(this.sentTo);
	}

	/**
	 * Return which connection brought the last frame that was received.
	 * @return the connection, {@code null} unless the socket is a DEALER
	 */
	public @Nullable Route receivedFrom() {
		return route(this.receivedFrom);
	}

	private @Nullable Route route(ValueReference<Pipe> pipe) {
		Pipe last = pipe.get();
		return (last != null) ? new Route(this.base, last, JeromqInternals.get().pipes().written(last)) : null;
	}

	/**
	 * Return whether a connection has ended that took a message, and all that it brought
	 * was read.
	 * @param route the connection
	 * @return whether it has; {@code false} while the message waits for the next one
	 */
	public boolean hasEnded(Route route) {
		PipeInternals pipes = JeromqInternals.get().pipes();
		if (route.socket() != this.base || !pipes.pipes(this.base).contains(route.pipe())) {
			return true;
		}
		Pipe far = pipes.peer(route.pipe());
		return JeromqInternals.get().flow().readerMeterOf(far) instanceof LastingMeter meter
				&& route.messages() <= meter.takenByEnded() && pipes.written(far) == pipes.read(route.pipe());
	}

	/**
	 * Take note of what happened to the connections.
	 */
	public void processCommands() {
		processCommands(0, this.never);
	}

	/**
	 * Wait for whatever happens to the connections, without looking for messages.
	 * @param timeoutMillis how long, 0 for not at all, -1 without limit
	 * @param cancelled what {@link SocketBase#cancel} sets
	 * @return whether the socket can still be used
	 */
	public boolean processCommands(int timeoutMillis, AtomicBoolean cancelled) {
		return this.internals.processCommands(this.base, timeoutMillis, cancelled);
	}

	/**
	 * Return whether a ROUTER or REP has a peer for the message that is being sent;
	 * without one JeroMQ drops it.
	 * @return {@code true} for sockets of other types
	 */
	public boolean hasReceiver() {
		return this.internals.hasReceiver(this.base);
	}

	/**
	 * Return whether a peer of a ROUTER is about to leave, so that it takes nothing more.
	 * @param routingId the routing id of the peer
	 * @return whether it is
	 */
	public boolean isLeaving(byte[] routingId) {
		Pipe pipe = JeromqInternals.get().flow().pipe(this.base, routingId);
		return pipe != null && JeromqInternals.get().pipes().isEnding(pipe);
	}

	/**
	 * Count the subscribers of a publisher that were not given the message that was just
	 * sent, since as many wait for each as may.
	 * @param topic the first frame of the message
	 * @return how many; none for sockets of other types
	 */
	public int missedBy(byte[] topic) {
		return (this.base instanceof XPub publisher) ? JeromqInternals.get().publishers().missed(publisher, topic) : 0;
	}

	/**
	 * Return why the last call failed.
	 * @return the error number
	 */
	public int errno() {
		return this.base.errno();
	}

	/**
	 * Return whether JeroMQ is connected to an endpoint or goes on trying, and has not
	 * given it up.
	 * @param endpoint the endpoint as it was connected to
	 * @return whether it goes on
	 */
	public boolean isTried(String endpoint) {
		processCommands();
		return this.internals.endpoints(this.base)
			.entries()
			.stream()
			.anyMatch((each) -> endpoint.equals(each.getValue())
					&& this.internals.isChild(this.base, this.internals.session(each.getKey())));
	}

	/**
	 * End what was connected to an endpoint. Unlike JeroMQ's own {@code disconnect} this
	 * leaves messages that were received to be read, and none half read.
	 * @param endpoint the endpoint as it was connected to
	 * @return what tells whether all of them were read and the connections have ended
	 */
	public BooleanSupplier disconnect(String endpoint) {
		Set<Object> sessions = Collections.newSetFromMap(new IdentityHashMap<>());
		Collection<?> ended = remove(this.internals.endpoints(this.base), endpoint);
		if (ended != null) {
			ended.forEach((each) -> sessions.add(this.internals.session(each)));
			ended.forEach((each) -> this.internals.terminateChild(this.base, this.internals.session(each)));
		}
		return () -> !isConnectedBy(sessions);
	}

	private boolean isConnectedBy(Set<Object> sessions) {
		PipeInternals pipes = JeromqInternals.get().pipes();
		for (Object pipe : pipes.pipes(this.base)) {
			SessionBase session = this.internals.session(pipes.peer((Pipe) pipe));
			if (session != null && sessions.contains(session)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return whether connections that have ended still hold messages, or are about to
	 * end.
	 * @return whether there are any
	 */
	public boolean hasEndingConnections() {
		PipeInternals pipes = JeromqInternals.get().pipes();
		for (Object pipe : pipes.pipes(this.base)) {
			if (pipes.isEnding((Pipe) pipe)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Return the socket.
	 * @return the socket
	 */
	public ZMQ.Socket socket() {
		return this.socket;
	}

	@SuppressWarnings("unchecked")
	private static <V> @Nullable Collection<V> remove(MultiMap<?, V> endpoints, String endpoint) {
		return ((MultiMap<String, V>) endpoints).remove(endpoint);
	}

}
