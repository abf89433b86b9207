// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.github.zmqsecure.concurrency.Threads;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Checks that an owner that sleeps by {@link Wakeup} is woken in every interleaving; a
 * wake-up that is lost leaves it asleep for ever.
 */
@Tag("long")
class WakeupConcurrencyTests {

	private static final int INVOCATIONS = 100;

	@Test
	void noMessageIsSleptOver() {
		Lincheck.runConcurrentTest(INVOCATIONS, () -> {
			Owner owner = new Owner();
			Threads.run(() -> owner.take(2), () -> owner.add("one"), () -> owner.add("two"));
		});
	}

	@Test
	void noTaskIsSleptOverWhileTheOwnerWaitsForRoom() {
		Lincheck.runConcurrentTest(INVOCATIONS, () -> {
			Owner owner = new Owner();
			OwnerTasks tasks = new OwnerTasks("test");
			Threads.run(() -> {
				AtomicBoolean done = new AtomicBoolean();
				tasks.add((open) -> done.set(true));
				owner.wakeup.wake();
			}, () -> owner.add("ignored"), () -> {
				while (tasks.isEmpty()) {
					owner.wakeup.park(0, -1, false, () -> !tasks.isEmpty());
				}
			});
		});
	}

	@Test
	void aChangeIsSeenWhateverTheOwnerSleepsFor() {
		Lincheck.runConcurrentTest(INVOCATIONS, () -> {
			Owner owner = new Owner();
			AtomicBoolean changed = new AtomicBoolean();
			Threads.run(() -> {
				changed.set(true);
				owner.wakeup.wake();
			}, () -> owner.add("message"), () -> {
				boolean seen = false;
				boolean taken = false;
				while (!seen || !taken) {
					seen |= changed.getAndSet(false);
					taken |= owner.messages.poll() != null;
					if (!seen || !taken) {
						owner.wakeup.park(0, -1, true, () -> changed.get() || !owner.messages.isEmpty());
					}
				}
			});
		});
	}

	@Test
	void nobodyTouchesASocketThatItsOwnerHasLeft() {
		Lincheck.runConcurrentTest(INVOCATIONS, () -> {
			Owner owner = new Owner();
			Threads.run(() -> {
				owner.take(1);
				owner.wakeup.leave();
				owner.mailbox.close();
			}, () -> owner.add("one"), owner.wakeup::wake);
			Threads.check(!owner.mailbox.misused, "a closed mailbox was used");
		});
	}

	/**
	 * An owner that sleeps while it has no message.
	 */
	private static final class Owner {

		private final Queue<String> messages = new ConcurrentLinkedQueue<>();

		private final Mailbox mailbox = new Mailbox();

		private final Wakeup wakeup = new Wakeup();

		Owner() {
			this.wakeup.enter(this.mailbox);
		}

		void add(String message) {
			this.messages.add(message);
			this.wakeup.wakeIfIdle();
		}

		void take(int count) {
			int taken = 0;
			while (taken < count) {
				if (this.messages.poll() != null) {
					taken++;
				}
				else {
					this.wakeup.park(0, -1, true, () -> !this.messages.isEmpty());
				}
			}
		}

	}

	/**
	 * What JeroMQ's mailbox does: commands wait in it, and one of them wakes its reader,
	 * which sleeps on unless it was cancelled.
	 */
	private static final class Mailbox implements Wakeup.Sleep {

		private final ReentrantLock lock = new ReentrantLock();

		private final Condition arrived = this.lock.newCondition();

		private int commands;

		private boolean closed;

		private volatile boolean misused;

		@Override
		public boolean until(int events, int timeoutMillis, AtomicBoolean cancelled) {
			this.lock.lock();
			try {
				while (!cancelled.get()) {
					while (this.commands == 0) {
						this.arrived.awaitUninterruptibly();
					}
					this.commands--;
				}
				return true;
			}
			finally {
				this.lock.unlock();
			}
		}

		@Override
		public void end(AtomicBoolean cancelled) {
			cancelled.set(true);
			this.lock.lock();
			try {
				this.misused |= this.closed;
				this.commands++;
				this.arrived.signal();
			}
			finally {
				this.lock.unlock();
			}
		}

		void close() {
			this.lock.lock();
			try {
				this.closed = true;
			}
			finally {
				this.lock.unlock();
			}
		}

	}

}
