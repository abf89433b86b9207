// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.zmqsecure.ZmqSecureException;
import org.jspecify.annotations.Nullable;

/**
 * Watches the messages of one listener that are being handled or whose results are to
 * come: ends what takes longer than the handlers may, and starts workers anew that ended.
 * Thread-safe.
 */
class HandlerWatch {

	private static final Duration PERIOD = Duration.ofSeconds(1);

	private final String id;

	private final ListenerTimer timer;

	private final @Nullable Duration timeout;

	private final ListenerWorkers workers;

	private final Consumer<InFlightMessage> resume;

	private final Set<InFlightMessage> pending = ConcurrentHashMap.newKeySet();

	private final Lock interrupting = new ReentrantLock();

	private volatile @Nullable InFlightMessage onOwner;

	private volatile ListenerTimer.@Nullable Task look;

	private volatile boolean stopped;

	/**
	 * Create a watch.
	 * @param id the id of the listener
	 * @param timer looks again and again
	 * @param timeout how long a message may take, {@code null} for as long as it does
	 * @param workers handle the messages, if there are any
	 * @param resume has a message processed again whose result did not come
	 */
	HandlerWatch(String id, ListenerTimer timer, @Nullable Duration timeout, ListenerWorkers workers,
			Consumer<InFlightMessage> resume) {
		this.id = id;
		this.timer = timer;
		this.timeout = timeout;
		this.workers = workers;
		this.resume = resume;
	}

	void start() {
		this.workers.start();
		this.look = this.timer.repeat(this::look, period());
	}

	void stop() {
		this.stopped = true;
		ListenerTimer.Task look = this.look;
		if (look != null) {
			this.timer.cancel(look);
		}
	}

	/**
	 * Note that the result of a message comes later.
	 */
	void resultComesLater(InFlightMessage message) {
		message.resultComesLater();
		this.pending.add(message);
	}

	/**
	 * Note that no result of a message is to come any more.
	 * @return whether one was
	 */
	boolean forget(InFlightMessage message) {
		return message.isResultToCome() && this.pending.remove(message);
	}

	/**
	 * Note which message the owner of the socket handles itself.
	 */
	void handledByOwner(@Nullable InFlightMessage message) {
		this.onOwner = message;
	}

	/**
	 * Interrupt the handlers that run.
	 * @param reason makes the failure that this brings about
	 */
	void interruptAll(Supplier<ZmqSecureException> reason) {
		running().forEach((message) -> message.interrupt(reason.get(), Duration.ZERO, this.interrupting));
	}

	/**
	 * Note that a handler has left this thread.
	 */
	void left(InFlightMessage message) {
		message.end(this.interrupting);
	}

	Collection<InFlightMessage> pending() {
		return this.pending;
	}

	List<InFlightMessage> running() {
		InFlightMessage onOwner = this.onOwner;
		return (onOwner != null) ? List.of(onOwner) : this.workers.running();
	}

	Duration oldestAge() {
		return underWay().map(InFlightMessage::age).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
	}

	private Duration period() {
		Duration timeout = this.timeout;
		if (timeout == null || timeout.dividedBy(10).compareTo(PERIOD) > 0) {
			return PERIOD;
		}
		return timeout.dividedBy(10).plusMillis(1);
	}

	private void look() {
		if (!this.stopped) {
			this.workers.start();
		}
		Duration timeout = this.timeout;
		if (timeout != null) {
			underWay().filter((message) -> message.age().compareTo(timeout) > 0)
				.forEach((message) -> expire(message, timeout));
		}
	}

	/**
	 * A handler that runs is interrupted; a result to come is no longer waited for.
	 */
	private void expire(InFlightMessage message, Duration timeout) {
		HandlerTimeoutException failure = new HandlerTimeoutException(this.id, timeout);
		if (forget(message)) {
			message.failed(failure);
			message.giveUp();
			this.resume.accept(message);
		}
		else {
			message.interrupt(failure, timeout, this.interrupting);
		}
	}

	private Stream<InFlightMessage> underWay() {
		return Stream.of(running(), this.pending).flatMap(Collection::stream);
	}

}
