// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadFactory;
import java.util.function.BiConsumer;

import io.github.zmqsecure.RateLimitedLog;
import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.converter.ReceivedMessage;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The bounded dispatch from the thread that owns the socket to the workers of one
 * listener. A message counts from when it is taken in until it is done with, asynchronous
 * results and retries included; while there are as many as may be, the socket is held.
 * Whatever a message brings about, workers and owner go on.
 */
class ListenerDispatcher {

	private static final RateLimitedLog log = new RateLimitedLog(LogFactory.getLog(ListenerDispatcher.class),
			Duration.ofSeconds(1));

	private final String id;

	private final ManagedSocket socket;

	private final MessageProcessor processor;

	private final WorkerQueue queue;

	private final InFlightLimit limit;

	private final @Nullable Duration handlerTimeout;

	private final ListenerWorkers workers;

	private final boolean withoutWorkers;

	private final HandlerWatch watch;

	private final BackOffs backOffs;

	private volatile boolean closed;

	ListenerDispatcher(String id, ManagedSocket socket, MessageProcessor processor, MessageQueue queue, int concurrency,
			ZmqListenerSettings settings, ThreadFactory threads, ListenerTimer timer) {
		this.id = id;
		this.socket = socket;
		this.processor = processor;
		this.queue = new WorkerQueue(queue, concurrency);
		UnhandledBytes bytes = new UnhandledBytes(socket.getConnections().getMemory(), socket.getName());
		this.limit = new InFlightLimit(socket.getInbound(), bytes, settings.queueCapacity() + concurrency);
		this.handlerTimeout = settings.handlerTimeout();
		this.backOffs = new BackOffs(timer, this::resume);
		this.workers = new ListenerWorkers(concurrency, threads, this);
		this.withoutWorkers = concurrency == 0;
		this.watch = new HandlerWatch(id, timer, settings.handlerTimeout(), this.workers, this::resume);
	}

	/**
	 * Start the workers, which has to be before the first message. Without workers,
	 * messages are processed where they come in.
	 */
	void start() {
		this.watch.start();
	}

	String id() {
		return this.id;
	}

	int active() {
		return this.limit.active();
	}

	boolean isClosed() {
		return this.closed;
	}

	/**
	 * Take a message in. Called on the owner thread only.
	 * @param received the message taken apart, {@code null} if that was not done yet
	 */
	void accept(ZmqMessage raw, @Nullable ReceivedMessage received) {
		InFlightMessage message = new InFlightMessage(raw, received);
		try {
			this.limit.enter(raw);
			if (this.withoutWorkers) {
				processOnOwner(message);
				return;
			}
			InFlightMessage older = this.queue.add(message);
			if (older != null) {
				drop(older, DropReason.CONFLATED);
			}
		}
		catch (Throwable ex) {
			crashed(message, ex);
		}
		if (this.closed) {
			dropAll();
		}
	}

	/**
	 * Wait for a message. For the workers.
	 * @return the message, {@code null} if there is none after all
	 */
	@Nullable InFlightMessage take() throws InterruptedException {
		return this.queue.take();
	}

	/**
	 * Process a message on this thread, for which it has begun. If the listener has
	 * stopped meanwhile, that may have been too late for the handler to be interrupted.
	 */
	void process(InFlightMessage message) {
		ListenerDispatcher former = CurrentDispatcher.set(this);
		try {
			if (this.closed) {
				abandon(message, DropReason.NOT_HANDLED);
				return;
			}
			this.processor.process(message, this);
		}
		catch (Throwable ex) {
			crashed(message, ex);
		}
		finally {
			this.watch.left(message);
			CurrentDispatcher.set(former);
		}
	}

	/**
	 * Note that the handler of a message has left this thread.
	 */
	void handlerLeft(InFlightMessage message) {
		this.watch.left(message);
	}

	/**
	 * Wait for the result of a message, unless the listener has stopped and it is not
	 * there. It does not count any more once the message was given up.
	 * @param result completes with the result
	 * @param completed is given it
	 */
	<T> void await(InFlightMessage message, CompletionStage<T> result,
			BiConsumer<@Nullable T, @Nullable Throwable> completed) {
		this.watch.resultComesLater(message);
		result.whenComplete((value, failure) -> {
			if (this.watch.forget(message)) {
				completed.accept(value, failure);
			}
		});
		if (this.closed) {
			dropAll();
		}
	}

	/**
	 * Have a message processed again.
	 * @param failure why it was not handled
	 * @param delay when to process it
	 */
	void retry(InFlightMessage message, Throwable failure, Duration delay) {
		message.failed(failure);
		this.backOffs.begin(message, delay);
	}

	/**
	 * Note that a message is done with, whatever became of it. To be called once.
	 */
	void done(InFlightMessage message) {
		this.watch.forget(message);
		this.limit.leave(message.raw());
	}

	/**
	 * Deal with what even the processor could not deal with.
	 */
	void crashed(InFlightMessage message, Throwable failure) {
		failed(failure);
		abandon(message, DropReason.HANDLER_FAILED);
	}

	void failed(Throwable failure) {
		log.error("A message of listener '" + this.id + "' could not be dealt with; the listener goes on", failure);
	}

	/**
	 * Let what was taken in be done with, and end the workers. What waits for a retry is
	 * given up.
	 * @param deadline how long that may take, as a value of {@link System#nanoTime()}
	 * @return how many messages were not handled by then, those apart whose handlers run
	 */
	int stop(long deadline) {
		this.backOffs.end();
		this.limit.drain(deadline);
		this.closed = true;
		int left = dropAll();
		this.watch.interruptAll(() -> new ListenerStoppedException(this.id));
		this.queue.wake(this.workers.size());
		this.watch.stop();
		this.limit.release();
		return left;
	}

	ListenerStatus status() {
		return new ListenerStatus(this.id, this.socket.getName(), this.limit.active(), this.limit.capacity(),
				this.workers.size(), this.workers.living(), this.watch.oldestAge(), this.limit.stuckFor(),
				this.handlerTimeout);
	}

	private void processOnOwner(InFlightMessage message) {
		message.begin();
		this.watch.handledByOwner(message);
		try {
			process(message);
		}
		finally {
			this.watch.handledByOwner(null);
		}
	}

	/**
	 * Without workers the owner takes the message when it can.
	 */
	private void resume(InFlightMessage message) {
		this.queue.resume(message);
		if (this.withoutWorkers) {
			this.socket.execute(this::processResumed);
		}
		if (this.closed) {
			dropAll();
		}
	}

	private void processResumed() {
		InFlightMessage message;
		while ((message = this.queue.poll()) != null) {
			processOnOwner(message);
		}
	}

	private int dropAll() {
		int dropped = 0;
		InFlightMessage message;
		while ((message = this.queue.poll()) != null) {
			dropped += abandon(message, DropReason.NOT_HANDLED);
		}
		for (InFlightMessage each : this.watch.pending()) {
			dropped += abandon(each, DropReason.NOT_HANDLED);
		}
		return dropped;
	}

	private int abandon(InFlightMessage message, DropReason reason) {
		if (!drop(message, reason)) {
			return 0;
		}
		this.processor.abandoned(message, reason);
		return 1;
	}

	private boolean drop(InFlightMessage message, DropReason reason) {
		if (!message.settle()) {
			return false;
		}
		this.socket.getStatistics().dropped(reason, 1);
		done(message);
		return true;
	}

}
