// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.zmqsecure.Printable;
import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.jeromq.OwnedSocket;
import io.github.zmqsecure.socket.OpenSocket;
import io.github.zmqsecure.socket.SocketSettings;
import io.github.zmqsecure.thread.DaemonThreads;
import io.github.zmqsecure.thread.Waiting;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that touches the ZeroMQ socket of a {@link ManagedSocket}, from opening
 * to closing. It moves messages in batches, and sleeps in the socket's own mailbox, where
 * both JeroMQ and other threads wake it.
 */
class SocketEventLoop {

	private static final Log logger = LogFactory.getLog(SocketEventLoop.class);

	private static final int RETRY_MILLIS = 5;

	private static final int RECONNECT_MILLIS = 20;

	private final SocketSettings settings;

	private final Supplier<OpenSocket> opener;

	private final Function<OwnedSocket, MessagePump> pumps;

	private final BiFunction<OpenSocket, OwnedSocket, ServerConnections> connecting;

	private final OutboundQueue queue;

	private final OwnerTasks tasks;

	private final CompletableFuture<OpenSocket> opened = new CompletableFuture<>();

	private final CompletableFuture<Boolean> left = new CompletableFuture<>();

	private final Wakeup wakeup = new Wakeup();

	private final Thread thread;

	private volatile @Nullable MessagePump pump;

	private volatile @Nullable ServerConnections servers;

	private volatile boolean stopping;

	private volatile boolean abandoning;

	private volatile boolean ended;

	SocketEventLoop(SocketSettings settings, Supplier<OpenSocket> opener, Function<OwnedSocket, MessagePump> pumps,
			BiFunction<OpenSocket, OwnedSocket, ServerConnections> connecting, OutboundQueue queue) {
		this.settings = settings;
		this.opener = opener;
		this.pumps = pumps;
		this.connecting = connecting;
		this.queue = queue;
		this.tasks = new OwnerTasks(settings.name());
		this.thread = DaemonThreads.create("zmq-" + settings.name(), this::run);
	}

	/**
	 * Start the thread and wait until the socket is open.
	 */
	OpenSocket start() {
		this.thread.start();
		if (!Waiting.untilDoneBy(this.thread, this.opened)) {
			throw new ZmqSecureException("The thread of socket '" + this.settings.name()
					+ "' ended before it was open, as for want of memory; it is opened again");
		}
		try {
			return this.opened.join();
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			throw ex;
		}
	}

	void execute(Consumer<OpenSocket> task) {
		this.tasks.add(task);
		this.wakeup.wake();
	}

	/** Tell the owner that a message was added to the queue. */
	void messageAdded() {
		this.wakeup.wakeIfIdle();
	}

	void wake() {
		this.wakeup.wake();
	}

	/**
	 * Take note that a connection came or went.
	 */
	void connectionsChanged() {
		MessagePump pump = this.pump;
		if (pump != null) {
			pump.connectionsChanged();
		}
		resolved();
	}

	/** Count the messages that were read and nobody has taken. For the owner only. */
	int readAhead() {
		MessagePump pump = this.pump;
		return (pump != null) ? pump.ahead() : 0;
	}

	/**
	 * Take note that a name came to stand for something else.
	 */
	void resolved() {
		ServerConnections servers = this.servers;
		if (servers != null) {
			servers.changed();
		}
		this.wakeup.wake();
	}

	/**
	 * Return the connections with servers.
	 * @return the connections, {@code null} unless the socket is open
	 */
	@Nullable ServerConnections getServers() {
		return isAlive() ? this.servers : null;
	}

	boolean isCurrentThread() {
		return Thread.currentThread() == this.thread;
	}

	boolean isAlive() {
		return this.thread.isAlive() && !this.ended;
	}

	/**
	 * Ask the thread to send what is queued within the socket's linger, close the socket
	 * and end.
	 */
	void requestStop() {
		this.stopping = true;
		this.wakeup.wake();
	}

	boolean isStopping() {
		return this.stopping;
	}

	/**
	 * Ask the thread to leave the socket at once, since its context is of no use any
	 * more, and to end. What is in the queue stays there.
	 */
	void abandon() {
		this.abandoning = true;
		this.wakeup.wake();
	}

	/**
	 * Wait until the thread has left its socket, even if the caller is interrupted.
	 * @param deadline how long to wait, as a value of {@link System#nanoTime()}
	 * @return whether it has
	 */
	boolean awaitLeft(long deadline) {
		return Waiting.untilDone(this.left, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))
				|| this.thread.getState() == Thread.State.TERMINATED;
	}

	private void run() {
		OpenSocket open = null;
		OwnedSocket socket;
		MessagePump pump;
		SocketCloser closer;
		try {
			open = this.opener.get();
			socket = new OwnedSocket(open.socket());
			pump = this.pumps.apply(socket);
			closer = pump.closer();
		}
		catch (Throwable ex) {
			this.ended = true;
			try {
				if (open != null) {
					SocketCloser.closeAtOnce(open.socket());
				}
			}
			finally {
				this.left.complete(true);
				this.opened.completeExceptionally(ex);
			}
			return;
		}
		boolean kept = true;
		try {
			this.pump = pump;
			ServerConnections servers = this.connecting.apply(open, socket);
			this.servers = servers;
			this.wakeup.enter(new MailboxSleep(socket));
			kept = !serve(open, pump, servers);
			if (!kept) {
				this.queue.close();
				closer.flush(this.wakeup, () -> this.abandoning);
			}
		}
		catch (Throwable ex) {
			logger.error("Socket '" + this.settings.name() + "' failed and is opened anew", Printable.exception(ex));
		}
		finally {
			this.ended = true;
			this.wakeup.leave();
			try {
				closer.close(kept && !this.stopping);
			}
			finally {
				this.left.complete(true);
			}
		}
	}

	/**
	 * Move messages until the socket is to be closed or can't be used any more.
	 * @return whether it is to be closed
	 */
	private boolean serve(OpenSocket open, MessagePump pump, ServerConnections servers) {
		this.queue.open();
		this.opened.complete(open);
		while (!isLeaving()) {
			this.tasks.run(open, this::isLeaving);
			servers.update(this::isLeaving);
			pump.update();
			if (this.queue.isCrowded()) {
				this.queue.clear();
			}
			boolean moved = pump.send() > 0;
			moved |= pump.receive() > 0;
			if (!moved && !await(pump, servers)) {
				return this.stopping;
			}
		}
		return this.stopping;
	}

	private boolean isLeaving() {
		return this.stopping || this.abandoning;
	}

	/**
	 * Sleep until there is something to do.
	 * @return whether the socket is still usable
	 */
	private boolean await(MessagePump pump, ServerConnections servers) {
		boolean blocked = pump.isBlocked();
		boolean signalled = pump.isSignalled();
		boolean receives = pump.isReceiving();
		int events = (receives ? zmq.ZMQ.ZMQ_POLLIN : 0) | ((blocked && signalled) ? zmq.ZMQ.ZMQ_POLLOUT : 0);
		int longest = (servers.isBusy()) ? RECONNECT_MILLIS : pump.longestSleep();
		int timeout = (blocked && !signalled) ? RETRY_MILLIS : longest;
		boolean awaitsMessages = !blocked && pump.isSendable();
		boolean usable = this.wakeup.park(events, timeout, awaitsMessages,
				() -> isLeaving() || !this.tasks.isEmpty() || this.queue.isCrowded() || pump.owesEmptyReply()
						|| (awaitsMessages && !this.queue.isEmpty()) || (!receives && pump.isReceiving())
						|| (!awaitsMessages && !blocked && pump.isSendable()));
		pump.readAhead();
		return usable;
	}

}
