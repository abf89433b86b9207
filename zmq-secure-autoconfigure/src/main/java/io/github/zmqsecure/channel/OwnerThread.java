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
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

import io.github.zmqsecure.connection.PipeDepth;
import io.github.zmqsecure.socket.OpenSocket;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.zeromq.ZMQ;

/**
 * The one thread that touches the ZeroMQ socket of a {@link ManagedSocket}, from opening
 * to closing. It moves messages in batches, and sleeps in the socket's own mailbox, where
 * both JeroMQ and other threads wake it.
 */
class OwnerThread implements Runnable {

	private static final Log logger = LogFactory.getLog(OwnerThread.class);

	private static final int BATCH = 256;

	private static final int FLUSH_POLL_MILLIS = 5;

	private static final int RETRY_MILLIS = 5;

	private static final int CLOSE_GRACE_MILLIS = 250;

	private final ManagedSocket managed;

	private final OutboundQueue queue;

	private final Queue<Consumer<OpenSocket>> tasks = new ConcurrentLinkedQueue<>();

	private final CompletableFuture<OpenSocket> opened = new CompletableFuture<>();

	private final Parking parking = new Parking();

	private final Thread thread;

	private volatile boolean stopping;

	private volatile boolean ended;

	/** Whether JeroMQ has no room for the message at the head of the queue. */
	private boolean blocked;

	OwnerThread(ManagedSocket managed, OutboundQueue queue) {
		this.managed = managed;
		this.queue = queue;
		this.thread = new Thread(this, "zmq-" + managed.getName());
		this.thread.setDaemon(true);
	}

	/**
	 * Start the thread and wait until the socket is open.
	 */
	OpenSocket start() {
		this.thread.start();
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
		this.parking.wake();
	}

	/**
	 * Tell the owner that a message was added to the queue.
	 */
	void messageAdded() {
		this.parking.wakeIfIdle();
	}

	void wake() {
		this.parking.wake();
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
		this.parking.wake();
	}

	/**
	 * Ask the thread to end, and wait for that.
	 */
	void stop(Duration timeout) {
		requestStop();
		boolean interrupted = Thread.interrupted();
		try {
			this.thread.join(timeout.toMillis());
		}
		catch (InterruptedException ex) {
			interrupted = true;
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void run() {
		OpenSocket open;
		try {
			open = this.managed.open();
		}
		catch (Throwable ex) {
			this.ended = true;
			this.opened.completeExceptionally(ex);
			return;
		}
		try {
			serve(open);
		}
		catch (RuntimeException ex) {
			logger.error("Socket '" + this.managed.getName() + "' failed and is closed", ex);
		}
		finally {
			this.ended = true;
			this.parking.leave();
			close(open);
		}
	}

	private void serve(OpenSocket open) {
		ZMQ.Socket socket = open.socket();
		MessageWriter writer = this.managed.writerFor(socket);
		MessageReader reader = this.managed.readerFor(socket);
		this.parking.enter(socket.base());
		this.queue.open();
		this.opened.complete(open);
		while (!this.stopping) {
			runTasks(open);
			boolean moved = send(writer) > 0;
			moved |= receive(reader) > 0;
			if (!moved && !await()) {
				return;
			}
		}
		this.queue.close();
		flush(socket, writer);
	}

	private void runTasks(OpenSocket open) {
		Consumer<OpenSocket> task;
		while ((task = this.tasks.poll()) != null) {
			try {
				task.accept(open);
			}
			catch (RuntimeException ex) {
				logger.error("Could not change socket '" + this.managed.getName() + "'", ex);
			}
		}
	}

	private int send(MessageWriter writer) {
		this.blocked = false;
		this.managed.getRoundRobin().update();
		int removed = 0;
		ZmqMessage message;
		while (removed < BATCH && this.managed.isSendable() && (message = this.queue.peek()) != null) {
			MessageWriter.Result result = writer.write(message);
			if (result.blocked()) {
				this.blocked = true;
				break;
			}
			this.queue.remove();
			this.managed.written(message, result);
			removed++;
		}
		this.queue.release(removed);
		return removed;
	}

	private int receive(MessageReader reader) {
		Intake.Takers takers = this.managed.getIntake().takers();
		int received = 0;
		while (received < BATCH && takers.areReady()) {
			MessageReader.Result result = reader.read();
			if (!result.any()) {
				break;
			}
			received++;
			if (result.message() != null) {
				takers.accept(result.message());
			}
		}
		return received;
	}

	/**
	 * Sleep until there is something to do.
	 * @return whether the socket is still usable
	 */
	private boolean await() {
		boolean signalled = SocketTraffic.signalsRoom(this.managed.getSettings().type());
		Intake intake = this.managed.getIntake();
		boolean receives = intake.isOpen();
		int events = (receives ? zmq.ZMQ.ZMQ_POLLIN : 0) | ((this.blocked && signalled) ? zmq.ZMQ.ZMQ_POLLOUT : 0);
		int timeout = (this.blocked && !signalled) ? RETRY_MILLIS : -1;
		boolean awaitsMessages = !this.blocked && this.managed.isSendable();
		return this.parking.park(events, timeout, awaitsMessages,
				() -> this.stopping || !this.tasks.isEmpty() || (awaitsMessages && !this.queue.isEmpty())
						|| (!receives && intake.isOpen()) || this.managed.getRoundRobin().isChanged()
						|| (!awaitsMessages && !this.blocked && this.managed.isSendable()));
	}

	/**
	 * Send what is queued, and wait until JeroMQ's I/O thread took it, for as long as the
	 * socket may linger.
	 */
	private void flush(ZMQ.Socket socket, MessageWriter writer) {
		long deadline = System.nanoTime() + this.managed.getLinger().toNanos();
		while (true) {
			boolean moved = send(writer) > 0;
			boolean done = this.queue.isEmpty() && unsentIn(socket) == 0;
			if (done || System.nanoTime() - deadline >= 0) {
				return;
			}
			if (!moved) {
				this.parking.park(0, FLUSH_POLL_MILLIS, false, () -> false);
			}
		}
	}

	/**
	 * What a socket that only receives writes is subscriptions, and no messages.
	 */
	private long unsentIn(ZMQ.Socket socket) {
		return SocketTraffic.canSend(this.managed.getSettings().type()) ? PipeDepth.outbound(socket) : 0;
	}

	private void close(OpenSocket open) {
		this.queue.close();
		long unsent = this.queue.drain() + unsentIn(open.socket());
		long undelivered = unsent + PipeDepth.inbound(open.socket());
		if (undelivered > 0) {
			this.managed.getStatistics().dropped(DropReason.CLOSED, undelivered);
			logger.warn(
					"Socket '" + this.managed.getName() + "' was closed with " + undelivered + " messages undelivered, "
							+ unsent + " of them unsent after " + this.managed.getLinger().toMillis() + " ms");
		}
		open.socket().setLinger((unsent > 0) ? 0 : CLOSE_GRACE_MILLIS);
		open.socket().close();
	}

}
