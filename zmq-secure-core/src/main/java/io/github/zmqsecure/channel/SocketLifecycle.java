// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Function;

import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.auth.VerdictProperty;
import io.github.zmqsecure.connection.SocketConnections;
import io.github.zmqsecure.jeromq.OwnedSocket;
import io.github.zmqsecure.jeromq.SocketFlow;
import io.github.zmqsecure.socket.OpenSocket;
import io.github.zmqsecure.socket.SecureSocketFactory;
import io.github.zmqsecure.socket.SocketBindException;
import io.github.zmqsecure.socket.SocketSettings;
import io.github.zmqsecure.thread.Waiting;
import org.jspecify.annotations.Nullable;

/**
 * Gives a socket its {@link SocketEventLoop}, and another when the ZeroMQ socket has to
 * be made anew. Thread-safe.
 */
class SocketLifecycle {

	private static final Duration PORT_TIMEOUT = Duration.ofSeconds(2);

	private static final Duration PORT_PAUSE = Duration.ofMillis(20);

	private final ReentrantLock lock = new ReentrantLock();

	private final EventLoopReference loop;

	private final SocketSettings settings;

	private final SocketConnections connections;

	private final OutboundQueue queue;

	private final MessageStatistics statistics;

	private final InboundDispatch inbound;

	private final Subscriptions subscriptions = new Subscriptions();

	private final SocketOpener opener;

	private final ServerEndpoints targets;

	private final Function<OwnedSocket, MessagePump> pumps;

	private final BiFunction<OpenSocket, OwnedSocket, ServerConnections> connecting;

	/** Where it listened before it was stopped, so that it does again. */
	private List<String> formerlyBound = List.of();

	private volatile @Nullable OpenSocket open;

	private volatile boolean running;

	SocketLifecycle(EventLoopReference loop, SocketSettings settings, ManagedSocketSettings managed,
			SecureSocketFactory factory, ServerEndpoints targets, SocketConnections connections,
			VerdictProperty verdicts, OutboundQueue queue, MessageStatistics statistics, InboundDispatch inbound,
			OwedReply owedReply) {
		this.loop = loop;
		this.settings = settings;
		this.connections = connections;
		this.queue = queue;
		this.statistics = statistics;
		this.inbound = inbound;
		this.opener = new SocketOpener(settings, managed.headers().on(settings), factory, connections,
				this.subscriptions, inbound, owedReply);
		this.targets = targets;
		this.connecting = (open, socket) -> new ServerConnections(settings, targets, connections, open, socket);
		this.pumps = (socket) -> new MessagePump(settings, socket, connections, verdicts, queue, statistics, inbound,
				owedReply);
	}

	/**
	 * Return the socket as it was opened last.
	 * @return the socket, {@code null} if it is not meant to be open
	 */
	@Nullable OpenSocket getOpenSocket() {
		return this.open;
	}

	EventLoopReference getLoop() {
		return this.loop;
	}

	boolean isOpen() {
		return this.loop.isAlive() && this.queue.isOpen();
	}

	boolean isRunning() {
		return this.running;
	}

	Duration getLinger() {
		return this.settings.linger();
	}

	/**
	 * Open the socket. Returns when it is bound and connected as configured.
	 * @throws ZmqSecureException if it could not be secured, bound or connected
	 */
	void start() {
		this.lock.lock();
		try {
			if (!this.running) {
				openAgain(deadline(PORT_TIMEOUT));
				this.running = true;
				this.targets.start(this.loop::resolved);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Have the owner thread leave its ZeroMQ socket, whose context is no longer of use.
	 * What is in the queue stays there.
	 */
	void abandon() {
		SocketEventLoop loop = this.loop.get();
		if (this.running && loop != null) {
			loop.abandon();
		}
	}

	/**
	 * Wait until the owner thread has left.
	 * @return whether it has
	 */
	boolean awaitLeft(long deadline) {
		return this.loop.awaitLeft(deadline);
	}

	/**
	 * Open the socket again unless it is open or should not be.
	 * @throws ZmqSecureException if it could not be opened
	 */
	void reopen() {
		this.lock.lock();
		try {
			if (!this.running || isOpen()) {
				return;
			}
			if (!awaitLeft(System.nanoTime())) {
				throw new ZmqSecureException("Socket '" + this.settings.name()
						+ "' can't be opened again, since its message handler has not returned yet");
			}
			OpenSocket former = this.open;
			open((former != null) ? former.bound() : List.of());
		}
		finally {
			this.lock.unlock();
		}
	}

	void requestStop() {
		SocketEventLoop loop = this.loop.get();
		if (this.running && loop != null) {
			loop.requestStop();
		}
	}

	/**
	 * Close the socket, and wait for that until a point in time. Somebody who opens it
	 * may be held up, which must not hold up who stops it.
	 */
	void stop(long deadline) {
		requestStop();
		boolean locked = Waiting.untilLocked(this.lock, deadline);
		try {
			SocketEventLoop loop = this.loop.get();
			if (!this.running || loop == null) {
				return;
			}
			this.running = false;
			this.targets.stop();
			loop.requestStop();
			if (loop.awaitLeft(deadline)) {
				this.queue.closeAndDrain();
			}
			else {
				this.queue.close();
			}
			this.inbound.stopped();
			this.connections.setListener(null);
			this.connections.reset();
			OpenSocket open = this.open;
			this.formerlyBound = (open != null) ? open.bound() : List.of();
			this.open = null;
		}
		finally {
			if (locked) {
				this.lock.unlock();
			}
		}
	}

	/**
	 * Subscribe this and all later ZeroMQ sockets.
	 */
	void subscribe(byte[] topic) {
		if (this.subscriptions.add(topic)) {
			changeSubscriptions();
		}
	}

	/**
	 * Take back a subscription of this and all later ZeroMQ sockets.
	 */
	void unsubscribe(byte[] topic) {
		if (this.subscriptions.remove(topic)) {
			changeSubscriptions();
		}
	}

	private void changeSubscriptions() {
		this.loop.execute((open) -> {
			this.subscriptions.applyChangesTo(open.socket());
			SocketFlow flow = this.connections.getFlow();
			if (flow != null) {
				flow.cutFullPublishers();
			}
		});
	}

	/**
	 * Put the keys as they are now on the open socket.
	 */
	void refreshKeys() {
		this.loop.execute(this.opener::refreshKeys);
	}

	/**
	 * JeroMQ gives a port back a moment after its socket was closed.
	 */
	private void openAgain(long deadline) {
		while (true) {
			try {
				open(this.formerlyBound);
				return;
			}
			catch (SocketBindException ex) {
				if (this.formerlyBound.isEmpty() || System.nanoTime() - deadline > 0) {
					throw ex;
				}
				LockSupport.parkNanos(PORT_PAUSE.toNanos());
			}
		}
	}

	private void open(List<String> formerlyBound) {
		SocketEventLoop loop = new SocketEventLoop(this.settings, () -> this.opener.open(formerlyBound), this.pumps,
				this.connecting, this.queue);
		this.connections.setListener(new OwnerNotifier(loop, this.statistics));
		this.loop.set(loop);
		this.open = loop.start();
	}

	static long deadline(Duration timeout) {
		return System.nanoTime() + timeout.toNanos();
	}

}
