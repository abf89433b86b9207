// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Where an owner thread sleeps: in the mailbox of its socket. No wake-up is lost, and
 * only the thread that finds the owner asleep pays for waking it.
 */
class Wakeup {

	private final AtomicReference<State> state = new AtomicReference<>(State.AWAKE);

	private final AtomicBoolean cancelled = new AtomicBoolean();

	private final ReentrantLock lock = new ReentrantLock();

	private volatile @Nullable Sleep sleep;

	/**
	 * Have the owner sleep in a socket. For the owner only.
	 * @param sleep how it sleeps there
	 */
	void enter(Sleep sleep) {
		this.sleep = sleep;
	}

	/**
	 * Have nobody use the socket any more, which is about to be closed: JeroMQ gives the
	 * place of its mailbox to others. For the owner only.
	 */
	void leave() {
		this.lock.lock();
		try {
			this.sleep = null;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Sleep until an event, a wake-up or the timeout. For the owner only.
	 * @param events the events of the socket to wake for
	 * @param timeoutMillis how long to sleep at most, -1 without limit
	 * @param awaitsMessages whether to wake for a message in the queue
	 * @param hasWork asked once more after the owner said that it sleeps
	 * @return whether the socket is still usable
	 */
	boolean park(int events, int timeoutMillis, boolean awaitsMessages, BooleanSupplier hasWork) {
		Sleep sleep = this.sleep;
		if (sleep == null) {
			return false;
		}
		this.cancelled.set(false);
		this.state.set((awaitsMessages) ? State.IDLE : State.BLOCKED);
		boolean usable = hasWork.getAsBoolean() || sleep.until(events, timeoutMillis, this.cancelled);
		this.state.set(State.AWAKE);
		// An interrupt has no meaning for the owner; left set, it would make it spin.
		boolean interrupted = Thread.interrupted();
		return interrupted || usable;
	}

	/**
	 * Wake the owner if it sleeps for want of messages.
	 */
	void wakeIfIdle() {
		if (this.state.get() == State.IDLE && this.state.compareAndSet(State.IDLE, State.AWAKE)) {
			cancel();
		}
	}

	/**
	 * Wake the owner whatever it sleeps for.
	 */
	void wake() {
		if (this.state.getAndSet(State.AWAKE) != State.AWAKE) {
			cancel();
		}
	}

	private void cancel() {
		this.lock.lock();
		try {
			Sleep sleep = this.sleep;
			if (sleep != null) {
				sleep.end(this.cancelled);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private enum State {

		AWAKE, IDLE, BLOCKED

	}

	/**
	 * How the owner sleeps.
	 */
	interface Sleep {

		/**
		 * Sleep until an event, the end of the sleep or the timeout. For the owner only.
		 * @param events the events of the socket to wake for
		 * @param timeoutMillis how long to sleep at most, -1 without limit
		 * @param cancelled set when the sleep is ended, perhaps before it began
		 * @return whether the socket is still usable
		 */
		boolean until(int events, int timeoutMillis, AtomicBoolean cancelled);

		/**
		 * End the sleep. By any thread.
		 * @param cancelled what the sleep was begun with
		 */
		void end(AtomicBoolean cancelled);

	}

}
