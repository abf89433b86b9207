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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.connection.ConnectionListener;
import io.github.zmqsecure.socket.OpenSocket;
import io.github.zmqsecure.socket.SocketBindException;
import org.jspecify.annotations.Nullable;

/**
 * Gives a socket its {@link SocketEventLoop}, and another when the ZeroMQ socket has to
 * be made anew. Thread-safe.
 */
class SocketLifecycle {

	private static final Duration PORT_TIMEOUT = Duration.ofSeconds(2);

	private static final Duration PORT_PAUSE = Duration.ofMillis(20);

	private final ReentrantLock lock = new ReentrantLock();

	private final SocketWork work;

	private volatile @Nullable SocketEventLoop thread;

	/** Where it listened before it was stopped, so that it does again. */
	private List<String> formerlyBound = List.of();

	private volatile @Nullable OpenSocket open;

	private volatile boolean running;

	SocketLifecycle(SocketWork work) {
		this.work = work;
	}

	/**
	 * Return the socket as it was opened last.
	 * @return the socket, {@code null} if it is not meant to be open
	 */
	@Nullable OpenSocket getOpenSocket() {
		return this.open;
	}

	@Nullable SocketEventLoop getThread() {
		return this.thread;
	}

	boolean isOpen() {
		SocketEventLoop thread = this.thread;
		return thread != null && thread.isAlive() && this.work.getQueue().isOpen();
	}

	boolean isRunning() {
		return this.running;
	}

	Duration getLinger() {
		return this.work.getLinger();
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
		SocketEventLoop thread = this.thread;
		if (this.running && thread != null) {
			thread.abandon();
		}
	}

	/**
	 * Wait until the owner thread has left.
	 * @return whether it has
	 */
	boolean awaitLeft(long deadline) {
		SocketEventLoop thread = this.thread;
		return thread == null || thread.awaitLeft(deadline);
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
				throw new ZmqSecureException("Socket '" + this.work.getName()
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
		SocketEventLoop thread = this.thread;
		if (this.running && thread != null) {
			thread.requestStop();
		}
	}

	/**
	 * Close the socket, and wait for that until a point in time.
	 */
	void stop(long deadline) {
		requestStop();
		boolean locked = tryLock(deadline);
		try {
			SocketEventLoop thread = this.thread;
			if (!this.running || thread == null) {
				return;
			}
			this.running = false;
			thread.requestStop();
			if (thread.awaitLeft(deadline)) {
				SocketCloser.closeQueue(this.work);
			}
			else {
				this.work.getQueue().close();
			}
			this.work.getIntake().dropHeld();
			this.work.getConnections().setListener(null);
			this.work.getConnections().reset();
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
	void subscribe(String topic) {
		this.lock.lock();
		try {
			this.work.getSubscriptions().add(topic);
			execute((open) -> Subscriptions.subscribe(open.socket(), topic));
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Take back a subscription of this and all later ZeroMQ sockets.
	 */
	void unsubscribe(String topic) {
		this.lock.lock();
		try {
			if (this.work.getSubscriptions().remove(topic)) {
				execute((open) -> Subscriptions.unsubscribe(open.socket(), topic));
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Put the keys as they are now on the open socket.
	 */
	void refreshKeys() {
		execute(this.work::refreshKeys);
	}

	void execute(Consumer<OpenSocket> task) {
		SocketEventLoop thread = this.thread;
		if (thread != null) {
			thread.execute(task);
		}
	}

	void wake() {
		SocketEventLoop thread = this.thread;
		if (thread != null) {
			thread.wake();
		}
	}

	/**
	 * Tell whoever owns the socket now that a message was added to the queue.
	 */
	void messageAdded() {
		SocketEventLoop thread = this.thread;
		if (thread != null) {
			thread.messageAdded();
		}
	}

	/**
	 * Return whether the caller is the owner of the socket.
	 */
	boolean isCurrentThread() {
		SocketEventLoop thread = this.thread;
		return thread != null && thread.isCurrentThread();
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
		SocketEventLoop thread = new SocketEventLoop(this.work, formerlyBound);
		this.work.getConnections().setListener(new OwnerNotifier(thread, this.work));
		this.thread = thread;
		this.open = thread.start();
	}

	/**
	 * Somebody who opens the socket may be held up, which must not hold up who stops it.
	 */
	private boolean tryLock(long deadline) {
		boolean interrupted = Thread.interrupted();
		try {
			return this.lock.tryLock(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			interrupted = true;
			return this.lock.tryLock();
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	static long deadline(Duration timeout) {
		return System.nanoTime() + timeout.toNanos();
	}

	/**
	 * Passes on to the owner what happens to the connections.
	 */
	private record OwnerNotifier(SocketEventLoop owner, SocketWork work) implements ConnectionListener {

		@Override
		public void connectionsChanged() {
			this.owner.connectionsChanged();
		}

		@Override
		public void connectionAbandoned(String endpoint) {
			this.owner.reconnect(endpoint);
		}

		@Override
		public void messageTooLarge() {
			this.work.getStatistics().dropped(MessageDirection.INBOUND, DropReason.TOO_LARGE, 1);
		}

		@Override
		public void messageDiscarded() {
			this.work.getStatistics().dropped(DropReason.NOT_HANDLED, 1);
		}

	}

}
