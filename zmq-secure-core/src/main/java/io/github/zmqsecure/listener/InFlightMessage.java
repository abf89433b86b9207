// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.locks.Lock;

import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.converter.ReceivedMessage;
import io.github.zmqsecure.observation.ObservedMessage;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.util.backoff.BackOffExecution;

/**
 * One message on its way through a listener, from when it is taken in until it is done
 * with. Who {@linkplain #settle() settles} it decides its outcome: nobody else answers or
 * counts it. One thread at a time has it, which finds what the former wrote.
 */
class InFlightMessage {

	private static final AtomicIntegerFieldUpdater<InFlightMessage> SETTLED = AtomicIntegerFieldUpdater
		.newUpdater(InFlightMessage.class, "settled");

	private final ZmqMessage raw;

	private final long since = System.nanoTime();

	private volatile int settled;

	private long startedAt = this.since;

	private volatile @Nullable Thread runner;

	private volatile boolean interrupting;

	private volatile @Nullable ZmqSecureException interruption;

	private volatile @Nullable Throwable failure;

	private volatile boolean givenUp;

	private volatile boolean resultComesLater;

	private @Nullable ReceivedMessage received;

	private @Nullable Message<?> message;

	private ObservedMessage observation = ObservedMessage.NONE;

	private volatile @Nullable BackOffExecution backOff;

	private volatile @Nullable Future<?> cancellable;

	InFlightMessage(ZmqMessage raw, @Nullable ReceivedMessage received) {
		this.raw = raw;
		this.received = received;
	}

	ZmqMessage raw() {
		return this.raw;
	}

	/**
	 * Decide the outcome.
	 * @return whether that is for the caller to do; {@code false} if it was decided
	 */
	boolean settle() {
		return this.settled == 0 && SETTLED.compareAndSet(this, 0, 1);
	}

	/**
	 * Note that an attempt to handle the message begins on this thread, before others can
	 * see that.
	 */
	void begin() {
		this.startedAt = System.nanoTime();
		this.runner = Thread.currentThread();
	}

	/**
	 * Note that the handler has left this thread, if it has not yet, before anybody else
	 * may have the message. An interrupt that was meant for the handler goes no further:
	 * who interrupts either finds that it has left, or is found to be about to, and
	 * waited for.
	 * @param lock held by who interrupts
	 */
	@SuppressWarnings("ResultOfMethodCallIgnored")
	void end(Lock lock) {
		if (this.runner == Thread.currentThread()) {
			this.runner = null;
		}
		if (!this.interrupting) {
			Thread.interrupted();
			return;
		}
		lock.lock();
		try {
			Thread.interrupted();
		}
		finally {
			lock.unlock();
		}
	}

	/**
	 * Note that the result comes later.
	 */
	void resultComesLater() {
		this.resultComesLater = true;
	}

	boolean isResultToCome() {
		return this.resultComesLater;
	}

	/**
	 * Return how long ago the message was taken in.
	 */
	Duration inFlightFor() {
		return Duration.ofNanos(System.nanoTime() - this.since);
	}

	/**
	 * Return how long the attempt under way has taken.
	 */
	Duration age() {
		return Duration.ofNanos(System.nanoTime() - this.startedAt);
	}

	/**
	 * Interrupt the handler of the message, if it runs, unless that was done.
	 * @param reason the failure that this brings about
	 * @param after for how long the attempt under way must have run
	 * @param lock held meanwhile, so that {@link #end} can wait
	 */
	void interrupt(ZmqSecureException reason, Duration after, Lock lock) {
		lock.lock();
		try {
			this.interrupting = true;
			Thread runner = this.runner;
			if (runner != null && this.interruption == null && age().compareTo(after) >= 0) {
				this.interruption = reason;
				runner.interrupt();
			}
		}
		finally {
			this.interrupting = false;
			lock.unlock();
		}
	}

	/**
	 * Return what a failure of the handler comes from.
	 */
	Throwable causeOf(Throwable failure) {
		ZmqSecureException interruption = this.interruption;
		if (interruption == null || interruption == failure) {
			return failure;
		}
		if (interruption.getCause() == null) {
			interruption.initCause(failure);
		}
		return interruption;
	}

	/**
	 * Note why the last attempt failed.
	 */
	void failed(Throwable failure) {
		this.failure = failure;
	}

	/**
	 * Note that no further attempt is made.
	 */
	void giveUp() {
		this.givenUp = true;
	}

	/**
	 * Return why the message was given up.
	 * @return the failure, {@code null} if it is to be handled
	 */
	@Nullable Throwable givenUpFor() {
		return (this.givenUp) ? this.failure : null;
	}

	/**
	 * Return the message taken apart.
	 * @return the parts, {@code null} before it was read or if it could not be
	 */
	@Nullable ReceivedMessage received() {
		return this.received;
	}

	@Nullable Message<?> message() {
		return this.message;
	}

	void read(ReceivedMessage received, Message<?> message) {
		this.received = received;
		this.message = message;
	}

	ObservedMessage observation() {
		return this.observation;
	}

	void observe(ObservedMessage observation) {
		this.observation = observation;
	}

	@Nullable BackOffExecution backOff() {
		return this.backOff;
	}

	void backOff(BackOffExecution backOff) {
		this.backOff = backOff;
	}

	/**
	 * Note what is to be cancelled when nobody waits for the result any more.
	 */
	void cancellable(Future<?> future) {
		this.cancellable = future;
	}

	void cancel() {
		Future<?> future = this.cancellable;
		if (future != null) {
			future.cancel(true);
		}
	}

}
