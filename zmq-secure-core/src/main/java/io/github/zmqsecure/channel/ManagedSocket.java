// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import io.github.zmqsecure.auth.VerdictProperty;
import io.github.zmqsecure.connection.SocketConnections;
import io.github.zmqsecure.endpoint.EndpointResolver;
import io.github.zmqsecure.socket.SecureSocketFactory;
import io.github.zmqsecure.socket.SocketSettings;
import org.jspecify.annotations.Nullable;

/**
 * A socket that any thread may use: messages wait in a bounded queue for the one thread
 * that owns it. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ManagedSocket {

	private final SocketSettings settings;

	private final ManagedSocketSettings managed;

	private final MessageStatistics statistics = new MessageStatistics();

	private final EventLoopReference loop = new EventLoopReference();

	private final OutboundQueue queue;

	private final MessageSender sender;

	private final SocketConnections connections;

	private final InboundDispatch inbound;

	private final SocketLifecycle lifecycle;

	private final SocketGauges gauges;

	private final SocketEndpoints endpoints;

	ManagedSocket(SocketSettings settings, ManagedSocketSettings managed, SecureSocketFactory factory,
			SocketConnections connections, VerdictProperty verdicts, EndpointResolver resolver) {
		OwedReply owedReply = new OwedReply(this.loop::wake);
		this.settings = settings;
		this.managed = managed;
		this.queue = new OutboundQueue(managed.queueCapacity(), QueueRoom.accountOf(connections.getMemory()),
				this.statistics, this.loop::wake);
		this.inbound = new InboundDispatch(settings, this.statistics, this.loop);
		this.connections = connections;
		ServerEndpoints targets = new ServerEndpoints(settings, factory, resolver);
		this.lifecycle = new SocketLifecycle(this.loop, settings, managed, factory, targets, connections, verdicts,
				this.queue, this.statistics, this.inbound, owedReply);
		this.sender = new MessageSender(settings, managed.overflow(), this.queue, this.statistics, owedReply,
				this.loop);
		this.gauges = new SocketGauges(this.queue, this.loop, settings);
		this.endpoints = new SocketEndpoints(this.lifecycle, this.loop, connections, targets);
	}

	/**
	 * Return the name of the socket.
	 * @return the name under {@code zmq.secure.sockets}
	 */
	public String getName() {
		return this.settings.name();
	}

	/**
	 * Return the settings of the socket.
	 * @return the settings
	 */
	public SocketSettings getSettings() {
		return this.settings;
	}

	/**
	 * Return what the socket has beyond the settings.
	 * @return the settings of the managed socket
	 */
	public ManagedSocketSettings getManagedSettings() {
		return this.managed;
	}

	/**
	 * Return what became of the messages.
	 * @return the statistics
	 */
	public MessageStatistics getStatistics() {
		return this.statistics;
	}

	/**
	 * Return the connections of the socket.
	 * @return its connections
	 */
	public SocketConnections getConnections() {
		return this.connections;
	}

	/**
	 * Return where the socket listens and what it connects to.
	 * @return the endpoints
	 */
	public SocketEndpoints getEndpoints() {
		return this.endpoints;
	}

	/**
	 * Return whether the socket is open and its thread lives.
	 * @return whether messages can be exchanged
	 */
	public boolean isOpen() {
		return this.lifecycle.isOpen();
	}

	/**
	 * Return how full the queues of the socket are.
	 * @return the gauges
	 */
	public SocketGauges getGauges() {
		return this.gauges;
	}

	/**
	 * Set who handles received messages. Without a handler nothing is received, so that
	 * ZeroMQ's own back-pressure reaches the sender.
	 * @param handler the handler, {@code null} for nobody
	 */
	public void setHandler(@Nullable MessageHandler handler) {
		this.inbound.setHandler(handler);
	}

	/**
	 * Return who takes the messages that the socket receives.
	 * @return the dispatch
	 */
	public InboundDispatch getInbound() {
		return this.inbound;
	}

	/**
	 * Subscribe a SUB or XSUB socket to a topic, in addition to its settings and to
	 * earlier calls. The subscription survives that the socket is closed and opened.
	 * @param topic the prefix of the topics
	 */
	public void subscribe(String topic) {
		this.lifecycle.subscribe(topic.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Take back one earlier {@link #subscribe(String)}.
	 * @param topic the prefix of the topics
	 */
	public void unsubscribe(String topic) {
		this.lifecycle.unsubscribe(topic.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Send a message of text frames in UTF-8.
	 * @param frames the frames
	 * @return whether the message was queued; {@code false} only with
	 * {@link Overflow#DROP_NEWEST}
	 * @see #send(ZmqMessage)
	 */
	public boolean send(String... frames) {
		return send(ZmqMessage.of(frames));
	}

	/**
	 * Send a message: put it into the outbound queue, from which the owner thread hands
	 * it to ZeroMQ.
	 * @param message the message
	 * @return whether the message was queued; {@code false} only with
	 * {@link Overflow#DROP_NEWEST}, when it was dropped and counted
	 * @throws QueueFullException if the queue is full, with {@link Overflow#FAIL} at
	 * once, with {@link Overflow#BLOCK} after {@code snd-timeo}, or when the thread is
	 * interrupted, as it is then still
	 * @throws MessageTooLargeException if the message exceeds {@code max-msg-size},
	 * {@code max-frames} or {@code max-message-bytes}
	 * @throws SocketClosedException if the socket is not open
	 */
	public boolean send(ZmqMessage message) {
		return enqueue(message).isPresent();
	}

	/**
	 * Send a message as {@link #send(ZmqMessage)} does, and keep the possibility to
	 * withdraw it while it waits.
	 * @param message the message
	 * @return the message in the queue; empty only with {@link Overflow#DROP_NEWEST}
	 * @see #send(ZmqMessage)
	 */
	public Optional<QueuedMessage> enqueue(ZmqMessage message) {
		return Optional.ofNullable(this.sender.send(message, null));
	}

	/**
	 * Send a message as {@link #enqueue(ZmqMessage)} does, without waiting for room
	 * longer than its effect is waited for.
	 * @param message the message
	 * @param maxWait how long to wait for room at most; {@code snd-timeo} if that is
	 * shorter
	 * @param worthwhile whether to wait on, which is looked at several times a second
	 * @param accepted is given the message before the owner thread can send it
	 * @return the message in the queue; empty only with {@link Overflow#DROP_NEWEST}
	 * @see #send(ZmqMessage)
	 */
	public Optional<QueuedMessage> enqueue(ZmqMessage message, Duration maxWait, BooleanSupplier worthwhile,
			Consumer<QueuedMessage> accepted) {
		return Optional.ofNullable(this.sender.send(message, null, maxWait, worthwhile, accepted));
	}

	/**
	 * Send the reply to a message that was received. A REP socket owes one reply to each
	 * request: a second one is dropped and counted, so that no client is given the reply
	 * to another's request. Where one finds no room, or is withdrawn, its requester gets
	 * an empty frame, and the REP takes the next request. A ROUTER sends it to the peer
	 * that the request is from, and drops and counts it where another peer has the
	 * routing id by now.
	 * @param request the message as the handler was given it
	 * @param reply the reply, with the envelope that a ROUTER or DEALER needs
	 * @return whether the reply was queued; {@code false} with
	 * {@link Overflow#DROP_NEWEST}, or if a REP does not owe it any more
	 * @throws MessageTooLargeException if the reply exceeds the limits of the socket; a
	 * REP still owes one
	 * @see #send(ZmqMessage)
	 */
	public boolean reply(ZmqMessage request, ZmqMessage reply) {
		return this.sender.send(reply, request) != null;
	}

	/**
	 * Release the client of a REP socket from waiting for a reply that will not come: it
	 * is given an empty frame unless the request was replied to. Does nothing for sockets
	 * of other types. Needs no room in the queue.
	 * @param request the message as the handler was given it
	 */
	public void replyEmpty(ZmqMessage request) {
		this.sender.replyEmpty(request);
	}

	/**
	 * Reserve a place in the outbound queue for a message that is made only when it takes
	 * it. Waits for room as {@link #send(ZmqMessage)} does.
	 * @param draft the message, of at least the size that it will have
	 * @return the place, to be used or closed at once; empty only with
	 * {@link Overflow#DROP_NEWEST}, when the message was dropped and counted
	 */
	public Optional<QueueSlot> reserve(ZmqMessage draft) {
		return Optional.ofNullable(this.sender.reserve(draft));
	}

	/**
	 * Run something on the thread that owns the socket, soon. Nothing happens while the
	 * socket is closed.
	 * @param task the task, which returns soon and throws nothing
	 */
	public void execute(Runnable task) {
		this.loop.execute((open) -> task.run());
	}

	/**
	 * Return whether the calling thread is the one that owns the socket, on which message
	 * handlers run and which must not wait for what it has to do itself.
	 * @return whether this is the thread of the socket
	 */
	public boolean isOwnerThread() {
		return this.loop.isCurrentThread();
	}

	SocketLifecycle getLifecycle() {
		return this.lifecycle;
	}

	MessageSender getSender() {
		return this.sender;
	}

}
