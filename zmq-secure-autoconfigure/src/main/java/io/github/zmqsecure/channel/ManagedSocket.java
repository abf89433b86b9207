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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

import io.github.zmqsecure.auth.VerdictProperty;
import io.github.zmqsecure.connection.ConnectionListener;
import io.github.zmqsecure.connection.ConnectionTracker;
import io.github.zmqsecure.connection.PipeDepth;
import io.github.zmqsecure.connection.RoundRobin;
import io.github.zmqsecure.socket.Mechanism;
import io.github.zmqsecure.socket.OpenSocket;
import io.github.zmqsecure.socket.SecureSocketFactory;
import io.github.zmqsecure.socket.SocketOption;
import io.github.zmqsecure.socket.SocketSettings;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import org.springframework.util.Assert;

/**
 * A socket that any thread may use: messages wait in a bounded queue for the one thread
 * that owns it. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ManagedSocket {

	private static final Duration STOP_GRACE = Duration.ofSeconds(2);

	private static final long MEASURE_MILLIS = 200;

	private final SocketSettings settings;

	private final ManagedSocketSettings managed;

	private final SecureSocketFactory factory;

	private final ConnectionTracker connections;

	private final VerdictProperty verdicts;

	private final OutboundQueue queue;

	private final MessageStatistics statistics = new MessageStatistics();

	private final Subscriptions subscriptions = new Subscriptions();

	private final RoundRobin roundRobin = new RoundRobin();

	private final boolean awaitsPeer;

	private final Intake intake;

	private volatile @Nullable OwnerThread owner;

	private volatile @Nullable OpenSocket open;

	private volatile boolean running;

	ManagedSocket(SocketSettings settings, ManagedSocketSettings managed, SecureSocketFactory factory,
			ConnectionTracker connections, VerdictProperty verdicts) {
		this.settings = settings;
		this.managed = managed;
		this.factory = factory;
		this.connections = connections;
		this.verdicts = verdicts;
		this.queue = new OutboundQueue(managed.queueCapacity());
		this.intake = new Intake(settings.name(), this.statistics, this::wakeOwner);
		this.awaitsPeer = settings.security().mechanism() == Mechanism.CURVE && !settings.hasInproc()
				&& SocketTraffic.awaitsPeer(settings.type());
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
	 * @return the tracker of its connections
	 */
	public ConnectionTracker getConnections() {
		return this.connections;
	}

	/**
	 * Return the endpoints that are bound, with the ports that were really taken.
	 * @return the endpoints, none while the socket is closed
	 */
	public List<String> getBoundEndpoints() {
		OpenSocket open = this.open;
		return (open != null) ? open.bound() : List.of();
	}

	/**
	 * Return the endpoints that the socket connects to.
	 * @return the endpoints, none while the socket is closed
	 */
	public List<String> getConnectedEndpoints() {
		OpenSocket open = this.open;
		return (open != null) ? List.copyOf(open.connected().values()) : List.of();
	}

	/**
	 * Return whether the socket is open and its thread lives.
	 * @return whether messages can be exchanged
	 */
	public boolean isOpen() {
		OwnerThread owner = this.owner;
		return owner != null && owner.isAlive() && this.queue.isOpen();
	}

	/**
	 * Return whether the socket was started and not stopped, even if it failed since.
	 * @return whether it should be open
	 */
	public boolean isRunning() {
		return this.running;
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
		return measure(PipeDepth::outbound);
	}

	/**
	 * Estimate how many messages JeroMQ received and nobody has taken yet.
	 * @return the number of messages, -1 if the owner is too busy to count
	 */
	public long getPipeDepthInbound() {
		return measure(PipeDepth::inbound);
	}

	/**
	 * Estimate how many peers are slow: at least half as many messages wait for them as
	 * {@code snd-hwm} allows, beyond which PUB and XPUB drop.
	 * @return the number of peers, -1 if the owner is too busy to count
	 */
	public long getSlowPeers() {
		int highWaterMark = this.settings.options().getRequired(SocketOption.SND_HWM, Integer.class);
		return measure((socket) -> PipeDepth.peersAbove(socket, Math.max(1, highWaterMark / 2)));
	}

	/**
	 * Set who handles received messages. Without a handler nothing is received, so that
	 * ZeroMQ's own back-pressure reaches the sender.
	 * @param handler the handler, {@code null} for nobody
	 */
	public void setHandler(@Nullable MessageHandler handler) {
		assertReceives(handler);
		this.intake.setHandler(handler);
	}

	/**
	 * Wait until a message that is being handed to the handler at this moment has been.
	 * @param timeout how long to wait at most
	 * @return whether that is certain
	 */
	public boolean awaitIntake(Duration timeout) {
		OwnerThread owner = this.owner;
		if (owner == null || owner.isCurrentThread() || !isOpen()) {
			return true;
		}
		CompletableFuture<Boolean> passed = new CompletableFuture<>();
		owner.execute((open) -> passed.complete(true));
		try {
			return passed.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException | ExecutionException ex) {
			return !isOpen();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/**
	 * Set who is asked first whether a received message is the reply to a request. Called
	 * on the owner thread.
	 * @param replies returns whether it took the message, which the handler then does not
	 * see; {@code null} for nobody
	 */
	public void setReplyHandler(@Nullable Predicate<ZmqMessage> replies) {
		assertReceives(replies);
		this.intake.setReplies(replies);
	}

	/**
	 * Stop receiving, so that ZeroMQ's own back-pressure reaches the senders, until all
	 * who hold the socket let it go.
	 * @param holder who holds it
	 */
	public void hold(Object holder) {
		this.intake.hold(holder);
	}

	/**
	 * Let the socket receive again if nobody else holds it.
	 * @param holder who held it
	 */
	public void release(Object holder) {
		this.intake.release(holder);
	}

	/**
	 * Subscribe a SUB or XSUB socket to a topic, in addition to its settings and to
	 * earlier calls. The subscription survives that the socket is closed and opened.
	 * @param topic the prefix of the topics
	 */
	public synchronized void subscribe(String topic) {
		this.subscriptions.add(topic);
		executeOnOwner((open) -> Subscriptions.subscribe(open.socket(), topic));
	}

	/**
	 * Take back one earlier {@link #subscribe(String)}.
	 * @param topic the prefix of the topics
	 */
	public synchronized void unsubscribe(String topic) {
		if (this.subscriptions.remove(topic)) {
			executeOnOwner((open) -> Subscriptions.unsubscribe(open.socket(), topic));
		}
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
	 * @throws SocketClosedException if the socket is not open, or the thread is
	 * interrupted while waiting
	 */
	public boolean send(ZmqMessage message) {
		check(message);
		if (!enqueue(message)) {
			if (!this.queue.isOpen()) {
				throw new SocketClosedException(getName());
			}
			this.statistics.dropped(DropReason.QUEUE_FULL, 1);
			if (this.managed.overflow() != Overflow.DROP_NEWEST) {
				throw new QueueFullException(getName(), this.queue.capacity());
			}
			return false;
		}
		OwnerThread owner = this.owner;
		if (owner != null) {
			owner.messageAdded();
		}
		return true;
	}

	/**
	 * Open the socket. Returns when it is bound and connected as configured.
	 * @throws io.github.zmqsecure.ZmqSecureException if it could not be secured, bound or
	 * connected
	 */
	synchronized void start() {
		if (this.running) {
			return;
		}
		OwnerThread owner = new OwnerThread(this, this.queue);
		this.connections.setListener(new OwnerNotifier(owner, this.roundRobin, this.statistics));
		this.owner = owner;
		this.open = owner.start();
		this.running = true;
	}

	/**
	 * Ask the socket to close, once what is queued has left or the linger is over.
	 */
	void requestStop() {
		OwnerThread owner = this.owner;
		if (this.running && owner != null) {
			owner.requestStop();
		}
	}

	/**
	 * Close the socket, and wait until it is closed.
	 */
	synchronized void stop() {
		OwnerThread owner = this.owner;
		if (!this.running || owner == null) {
			return;
		}
		this.running = false;
		owner.stop(getLinger().plus(STOP_GRACE));
		this.connections.setListener(null);
		this.connections.reset();
		this.open = null;
	}

	/**
	 * Put the keys as they are now on the open socket.
	 */
	void refreshKeys() {
		executeOnOwner((open) -> this.factory.refreshKeys(getName(), open.socket()));
	}

	Intake getIntake() {
		return this.intake;
	}

	RoundRobin getRoundRobin() {
		return this.roundRobin;
	}

	Duration getLinger() {
		return this.settings.options().getRequired(SocketOption.LINGER, Duration.class);
	}

	/**
	 * Whether messages may leave the queue at this moment.
	 */
	boolean isSendable() {
		return !this.awaitsPeer || this.connections.isConnected();
	}

	OpenSocket open() {
		this.connections.reset();
		OpenSocket open = this.factory.openSocket(getName());
		this.subscriptions.applyTo(open.socket());
		if (this.settings.security().mechanism() == Mechanism.CURVE) {
			this.roundRobin.takeOver(open.socket());
		}
		return open;
	}

	MessageWriter writerFor(ZMQ.Socket socket) {
		return new MessageWriter(socket.base(), this.settings.type());
	}

	MessageReader readerFor(ZMQ.Socket socket) {
		return new MessageReader(socket.base(), this.settings, this.verdicts, this.statistics);
	}

	void written(ZmqMessage message, MessageWriter.Result result) {
		if (result.dropped() != null) {
			this.statistics.dropped(result.dropped(), 1);
		}
		else {
			this.statistics.sent(message);
		}
	}

	private boolean enqueue(ZmqMessage message) {
		if (this.queue.offer(message)) {
			return true;
		}
		OwnerThread owner = this.owner;
		boolean onOwnerThread = owner != null && owner.isCurrentThread();
		if (this.managed.overflow() != Overflow.BLOCK || !this.queue.isOpen() || onOwnerThread) {
			return false;
		}
		try {
			return this.queue.offer(message,
					this.settings.options().getRequired(SocketOption.SND_TIMEO, Duration.class));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new SocketClosedException(getName());
		}
	}

	private void check(ZmqMessage message) {
		SocketType type = this.settings.type();
		Assert.state(SocketTraffic.canSend(type), () -> "Socket '" + getName() + "' is a " + type + " and can't send");
		Assert.isTrue(type != SocketType.ROUTER || message.frames().size() > 1, () -> "A message for ROUTER socket '"
				+ getName() + "' needs the routing id of a peer as its first frame, and at least one frame more");
	}

	private void assertReceives(@Nullable Object handler) {
		Assert.state(handler == null || SocketTraffic.canReceive(this.settings.type()),
				() -> "Socket '" + getName() + "' is a " + this.settings.type() + " and can't receive");
	}

	private void wakeOwner() {
		OwnerThread owner = this.owner;
		if (owner != null) {
			owner.wake();
		}
	}

	private void executeOnOwner(Consumer<OpenSocket> task) {
		OwnerThread owner = this.owner;
		if (owner != null) {
			owner.execute(task);
		}
	}

	private long measure(ToLongFunction<ZMQ.Socket> measure) {
		OwnerThread owner = this.owner;
		if (owner == null || !isOpen()) {
			return 0;
		}
		CompletableFuture<Long> result = new CompletableFuture<>();
		owner.execute((open) -> result.complete(measure.applyAsLong(open.socket())));
		try {
			return result.get(MEASURE_MILLIS, TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException | ExecutionException | CompletionException ex) {
			return -1;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return -1;
		}
	}

	/**
	 * Passes on to the owner what happens to the connections.
	 */
	private record OwnerNotifier(OwnerThread owner, RoundRobin roundRobin,
			MessageStatistics statistics) implements ConnectionListener {

		@Override
		public void connectionsChanged() {
			this.roundRobin.peersChanged();
			this.owner.wake();
		}

		@Override
		public void connectionAbandoned(String endpoint) {
			this.owner.execute((open) -> open.reconnect(endpoint));
		}

		@Override
		public void messageTooLarge() {
			this.statistics.dropped(DropReason.TOO_LARGE, 1);
		}

	}

}
