/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.zmqsecure.channel;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import io.github.zmqsecure.auth.VerdictProperty;
import io.github.zmqsecure.connection.SocketConnections;
import io.github.zmqsecure.memory.ByteAccount;
import io.github.zmqsecure.memory.MemoryBudget;
import io.github.zmqsecure.socket.OpenSocket;
import io.github.zmqsecure.socket.SecureSocketFactory;
import io.github.zmqsecure.socket.SocketSettings;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;

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

	private final OutboundQueue queue;

	private final MessageSender sender;

	private final OwedReply owedReply = new OwedReply();

	private final SocketWork work;

	private final SocketLifecycle owner;

	private final SocketGauges questions;

	ManagedSocket(SocketSettings settings, ManagedSocketSettings managed, SecureSocketFactory factory,
			SocketConnections connections, VerdictProperty verdicts) {
		this.settings = settings;
		this.managed = managed;
		this.queue = new OutboundQueue(managed.queueCapacity(), bytesOf(connections), this.statistics,
				() -> getOwner().wake());
		InboundDispatch intake = new InboundDispatch(settings.name(), this.statistics, () -> getOwner().wake());
		this.work = new SocketWork(settings, managed.headers().on(settings), factory, connections, verdicts, this.queue,
				this.statistics, intake, this.owedReply);
		this.owner = new SocketLifecycle(this.work);
		this.sender = new MessageSender(settings, managed.overflow(), this.queue, this.statistics, this.owedReply,
				this.owner);
		this.questions = new SocketGauges(this.owner, settings);
	}

	private static ByteAccount bytesOf(SocketConnections connections) {
		MemoryBudget memory = connections.getMemory();
		return memory.getAccount(MemoryBudget.Stage.QUEUED).part(memory.getLimits().perPeer());
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
		return this.work.getConnections();
	}

	/**
	 * Return the endpoints that are bound, with the ports that were really taken.
	 * @return the endpoints, none while the socket is closed
	 */
	public List<String> getBoundEndpoints() {
		OpenSocket open = this.owner.getOpenSocket();
		return (open != null) ? open.bound() : List.of();
	}

	/**
	 * Return the endpoints that the socket connects to.
	 * @return the endpoints, none while the socket is closed
	 */
	public List<String> getConnectedEndpoints() {
		OpenSocket open = this.owner.getOpenSocket();
		return (open != null) ? List.copyOf(open.connected().values()) : List.of();
	}

	/**
	 * Return why the socket can't be connected anew to endpoints that were lost. It is
	 * tried until it succeeds.
	 * @return what is wrong by endpoint; empty when nothing is
	 */
	public Map<String, String> getConnectProblems() {
		SocketEventLoop loop = this.owner.getThread();
		return (loop != null) ? loop.getConnectProblems() : Map.of();
	}

	/**
	 * Return those of the endpoints that the socket connects to with which it is
	 * connected: where a handshake succeeded, and endpoints inside this process.
	 * @return the endpoints
	 */
	public List<String> getEstablishedEndpoints() {
		OpenSocket open = this.owner.getOpenSocket();
		if (open == null) {
			return List.of();
		}
		Set<String> addresses = getConnections().getConnectedAddresses();
		boolean only = open.connected().size() == 1 && !addresses.isEmpty();
		return open.connected()
			.entrySet()
			.stream()
			.filter((each) -> only || addresses.contains(each.getKey()) || each.getKey().startsWith("inproc://"))
			.map(Map.Entry::getValue)
			.toList();
	}

	/**
	 * Return whether the socket is open and its thread lives.
	 * @return whether messages can be exchanged
	 */
	public boolean isOpen() {
		return this.owner.isOpen();
	}

	/**
	 * Return whether the socket was started and not stopped, even if it failed since.
	 * @return whether it should be open
	 */
	public boolean isRunning() {
		return this.owner.isRunning();
	}

	/**
	 * Return how many messages wait in the outbound queue. Exact.
	 * @return the number of messages
	 */
	public int getQueueDepth() {
		return this.queue.size();
	}

	/**
	 * Return how many messages the outbound queue can hold.
	 * @return the number of messages
	 */
	public int getQueueCapacity() {
		return this.queue.capacity();
	}

	/**
	 * Return how many bytes the messages in the outbound queue have, without those of the
	 * smallest.
	 * @return the number of bytes
	 */
	public long getQueueBytes() {
		return this.queue.bytes();
	}

	/**
	 * Return how long the message at the head of the outbound queue has waited.
	 * @return the age, zero if the queue is empty
	 */
	public Duration getOldestAge() {
		return this.queue.oldestAge();
	}

	/**
	 * Return how long the outbound queue has been full without a message leaving it.
	 * @return the time, zero if there is room
	 */
	public Duration getFullFor() {
		return this.queue.fullFor();
	}

	/**
	 * Estimate how many messages JeroMQ took from the queue and has not sent yet.
	 * @return the number of messages, -1 if the owner is too busy to count
	 */
	public long getPipeDepthOutbound() {
		return this.questions.pipeDepthOutbound();
	}

	/**
	 * Estimate how many messages JeroMQ received and nobody has taken yet.
	 * @return the number of messages, -1 if the owner is too busy to count
	 */
	public long getPipeDepthInbound() {
		return this.questions.pipeDepthInbound();
	}

	/**
	 * Estimate how many peers are slow: at least half as many messages wait for them as
	 * {@code snd-hwm} allows, beyond which PUB and XPUB drop.
	 * @return the number of peers, -1 if the owner is too busy to count
	 */
	public long getSlowPeers() {
		return this.questions.slowPeers();
	}

	/**
	 * Set who handles received messages. Without a handler nothing is received, so that
	 * ZeroMQ's own back-pressure reaches the sender.
	 * @param handler the handler, {@code null} for nobody
	 */
	public void setHandler(@Nullable MessageHandler handler) {
		if (handler != null) {
			SocketTraits.assertReceives(this.settings);
		}
		this.work.getIntake().setHandler(handler);
	}

	/**
	 * Say that a handler is there to come, though there may be none at the moment. What
	 * then arrives among replies and is no reply is kept for it, as far as there is room;
	 * after that nothing is received. Without an expected handler it is dropped and
	 * counted.
	 * @param expectation who expects it
	 */
	public void expectHandler(Object expectation) {
		this.work.getIntake().expectHandler(expectation);
	}

	/**
	 * Take back an earlier {@link #expectHandler(Object)}.
	 * @param expectation who expected it
	 */
	public void forgetHandler(Object expectation) {
		this.work.getIntake().forgetHandler(expectation);
	}

	/**
	 * Wait until a message that is being handed to the handler at this moment has been.
	 * @param timeout how long to wait at most
	 * @return whether that is certain
	 */
	public boolean awaitIntake(Duration timeout) {
		return this.questions.awaitTurn(timeout);
	}

	/**
	 * Set who is asked first whether a received message is the reply to a request.
	 * @param replies who is asked, {@code null} for nobody
	 */
	public void setReplyHandler(@Nullable ReplyFilter replies) {
		if (replies != null) {
			SocketTraits.assertReceives(this.settings);
		}
		this.work.getIntake().setReplies(replies);
	}

	/**
	 * Stop receiving, so that ZeroMQ's own back-pressure reaches the senders, until all
	 * who hold the socket let it go.
	 * @param holder who holds it
	 */
	public void hold(Object holder) {
		this.work.getIntake().hold(holder);
	}

	/**
	 * Let the socket receive again if nobody else holds it.
	 * @param holder who held it
	 */
	public void release(Object holder) {
		this.work.getIntake().release(holder);
	}

	/**
	 * Subscribe a SUB or XSUB socket to a topic, in addition to its settings and to
	 * earlier calls. The subscription survives that the socket is closed and opened.
	 * @param topic the prefix of the topics
	 */
	public void subscribe(String topic) {
		this.owner.subscribe(topic);
	}

	/**
	 * Take back one earlier {@link #subscribe(String)}.
	 * @param topic the prefix of the topics
	 */
	public void unsubscribe(String topic) {
		this.owner.unsubscribe(topic);
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
	 * once, with {@link Overflow#BLOCK} after {@code snd-timeo}
	 * @throws MessageTooLargeException if the message exceeds {@code max-msg-size},
	 * {@code max-frames} or {@code max-message-bytes}
	 * @throws SocketClosedException if the socket is not open, or the thread is
	 * interrupted while waiting
	 */
	public boolean send(ZmqMessage message) {
		return enqueue(message).isPresent();
	}

	/**
	 * Send a message as {@link #send(ZmqMessage)} does, and keep the possibility to
	 * withdraw it while it waits.
	 * @param message the message
	 * @return the message in the queue; empty only with {@link Overflow#DROP_NEWEST},
	 * when it was dropped and counted
	 * @throws QueueFullException if the queue is full, with {@link Overflow#FAIL} at
	 * once, with {@link Overflow#BLOCK} after {@code snd-timeo}
	 * @throws MessageTooLargeException if the message exceeds {@code max-msg-size},
	 * {@code max-frames} or {@code max-message-bytes}
	 * @throws SocketClosedException if the socket is not open, or the thread is
	 * interrupted while waiting
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
	 * @param accepted is given the message before the owner thread can send it
	 * @return whether the message was queued; {@code false} only with
	 * {@link Overflow#DROP_NEWEST}, when it was dropped and counted
	 * @throws QueueFullException if the queue is full, with {@link Overflow#FAIL} at
	 * once, with {@link Overflow#BLOCK} after that time
	 * @throws MessageTooLargeException if the message exceeds {@code max-msg-size},
	 * {@code max-frames} or {@code max-message-bytes}
	 * @throws SocketClosedException if the socket is not open, or the thread is
	 * interrupted while waiting
	 */
	public boolean enqueue(ZmqMessage message, Duration maxWait, Consumer<QueuedMessage> accepted) {
		return this.sender.send(message, null, maxWait, accepted) != null;
	}

	/**
	 * Send the reply to a message that was received. A REP socket owes one reply to each
	 * request: a second one is dropped and counted, so that no client is given the reply
	 * to another's request. A ROUTER sends it to the peer that the request is from, and
	 * drops and counts it where another peer has the routing id by now.
	 * @param request the message as the handler was given it
	 * @param reply the reply, with the envelope that a ROUTER or DEALER needs
	 * @return whether the reply was queued; {@code false} with
	 * {@link Overflow#DROP_NEWEST}, or if a REP does not owe it any more
	 * @throws QueueFullException if the queue is full, as for {@link #send(ZmqMessage)}
	 * @throws MessageTooLargeException if the reply exceeds the limits of the socket; a
	 * REP still owes one
	 * @throws SocketClosedException if the socket is not open
	 */
	public boolean reply(ZmqMessage request, ZmqMessage reply) {
		return this.sender.send(reply, request) != null;
	}

	/**
	 * Release the client of a REP socket from waiting for a reply that will not come: it
	 * is given an empty frame unless the request was replied to. Does nothing for sockets
	 * of other types.
	 * @param request the message as the handler was given it
	 * @throws SocketClosedException if the socket is not open
	 */
	public void replyEmpty(ZmqMessage request) {
		if (this.settings.type() == SocketType.REP && this.owedReply.isOwed(request)) {
			this.sender.send(ZmqMessage.of(new byte[0]), request);
		}
	}

	/**
	 * Reserve a place in the outbound queue for a message that is made only when it takes
	 * it. Waits for room as {@link #send(ZmqMessage)} does.
	 * @param draft the message, of at least the size that it will have
	 * @return the place, to be used or closed at once; empty only with
	 * {@link Overflow#DROP_NEWEST}, when the message was dropped and counted
	 * @throws QueueFullException if the queue is full, as for {@link #send(ZmqMessage)}
	 * @throws SocketClosedException if the socket is not open, or the thread is
	 * interrupted while waiting
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
		this.owner.execute((open) -> task.run());
	}

	/**
	 * Return whether the calling thread is the one that owns the socket, on which message
	 * handlers run and which must not wait for what it has to do itself.
	 * @return whether this is the thread of the socket
	 */
	public boolean isOwnerThread() {
		return this.owner.isCurrentThread();
	}

	SocketLifecycle getOwner() {
		return this.owner;
	}

}
