// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.socket;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

import io.github.zmqsecure.ZmqSecureException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.zeromq.ZContext;

/**
 * A {@link ZContext} whose threads are watched, whose exceptions are counted and logged
 * at a bounded rate, and whose closing cannot hang. When an I/O thread fails, it goes on
 * without the connection that made it fail; when that does not help, the context is
 * {@link #renew() renewed}. Thread-safe.
 *
 * @since 0.1.0
 */
public class HardenedContext implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(HardenedContext.class);

	private static final int CORES_OF_ONE_THREAD = 4;

	/** How many I/O threads a context may have. */
	public static final int MOST_IO_THREADS = 64;

	private final int threads;

	private final IoThreadOperations operations;

	private final IoThreadRecovery recovery;

	private final LongAdder renewals = new LongAdder();

	private final ContextCloser closer;

	private volatile ContextGeneration current;

	private volatile boolean suspended;

	private volatile boolean closed;

	/**
	 * Create a hardened context.
	 * @param ioThreads how many I/O threads it has, 1 to 64
	 * @param closeTimeout how long {@link #close()} waits for the context to terminate
	 * @param operations does what takes a look inside JeroMQ
	 * @throws ZmqSecureException if it can't have so many I/O threads
	 */
	public HardenedContext(int ioThreads, Duration closeTimeout, IoThreadOperations operations) {
		this(new ZContext(ioThreads), closeTimeout, true, operations);
	}

	/**
	 * Harden a context that was made by somebody else, who closes it.
	 * @param context the context, with 1 to 64 I/O threads and no socket yet
	 * @param closeTimeout how long {@link #close()} waits for a context that took its
	 * place to terminate
	 * @param operations does what takes a look inside JeroMQ
	 * @throws ZmqSecureException if the context has other I/O threads, or sockets
	 */
	public HardenedContext(ZContext context, Duration closeTimeout, IoThreadOperations operations) {
		this(context, closeTimeout, false, operations);
	}

	private HardenedContext(ZContext context, Duration closeTimeout, boolean owned, IoThreadOperations operations) {
		this.threads = context.getIoThreads();
		if (this.threads < 1 || this.threads > MOST_IO_THREADS || !context.isEmpty()) {
			throw new ZmqSecureException("The ZContext has " + this.threads + " I/O threads and "
					+ context.getSockets().size() + " sockets. To be hardened, a context must have 1 to "
					+ MOST_IO_THREADS + " I/O threads and no socket yet.");
		}
		logger.info("The ZeroMQ context has " + this.threads + " I/O thread" + ((this.threads > 1) ? "s" : ""));
		this.closer = new ContextCloser(closeTimeout);
		this.operations = operations;
		this.recovery = new IoThreadRecovery(operations);
		this.current = new ContextGeneration(context, owned, this.recovery);
		check(context);
	}

	private void check(ZContext context) {
		try {
			this.operations.check(context);
		}
		catch (RuntimeException | Error ex) {
			this.current.retire();
			if (this.current.owned()) {
				this.operations.dispose(context, this.current.threads());
			}
			throw ex;
		}
	}

	/**
	 * Return the context as it is now. Ask again rather than keep it: another takes its
	 * place when it can't be healed.
	 * @return the context
	 */
	public ZContext get() {
		return this.current.context();
	}

	/**
	 * Return how many I/O threads a context has as shipped: one up to four cores, then a
	 * quarter of them.
	 * @param cores how many cores this process may use
	 * @return the number of I/O threads
	 */
	public static int ioThreadsFor(int cores) {
		return Math.min(MOST_IO_THREADS, Math.max(1, cores / CORES_OF_ONE_THREAD));
	}

	/**
	 * Return the I/O threads that were started so far.
	 * @return the threads, none before the first socket was made
	 */
	public List<IoThread> getIoThreads() {
		return this.current.ioThreads();
	}

	/**
	 * Return whether no I/O thread has died.
	 * @return whether all of them run
	 */
	public boolean isAlive() {
		return this.suspended || this.current.isAlive();
	}

	/**
	 * Return whether an I/O thread lives and does not get on: it spins, or something
	 * blocks it. For the one who watches the context, several times a second.
	 * @return whether one of them has not got on for a second and more
	 */
	public boolean isStuck() {
		ContextGeneration current = this.current;
		return current.ioThreads().stream().anyMatch((each) -> this.operations.isStuck(current.context(), each));
	}

	/**
	 * Have the I/O threads see at once the signals that wake them, and their timers go
	 * off when they should, though the wall clock was set. For the one who watches the
	 * context, several times a second.
	 */
	public void keepPunctual() {
		ContextGeneration current = this.current;
		current.ioThreads().forEach((each) -> this.operations.keepPunctual(current.context(), each));
	}

	/**
	 * Return how many exceptions reached the top of an I/O thread.
	 * @return the number of exceptions since start-up
	 */
	public long getErrors() {
		return this.recovery.getErrors();
	}

	/**
	 * Return how often another context took the place of one that could not be healed.
	 * @return the number of renewals since start-up
	 */
	public long getRenewals() {
		return this.renewals.sum();
	}

	/**
	 * Put a fresh context in the place of this one, whose ports and connections are freed
	 * at once and without waiting for its I/O thread. Sockets that others made on it
	 * report that their context was terminated.
	 * @return the fresh context
	 * @throws ZmqSecureException if this context was closed
	 */
	public synchronized ZContext renew() {
		if (this.closed) {
			throw new ZmqSecureException("The context was closed and is not renewed");
		}
		ContextGeneration former = this.current;
		former.retire();
		this.operations.dispose(former.context(), former.threads());
		ContextGeneration next = new ContextGeneration(new ZContext(this.threads), true, this.recovery);
		this.current = next;
		this.renewals.increment();
		return next.context();
	}

	/**
	 * Say that sockets begin to linger, before the context is closed: the time until then
	 * counts towards the close timeout.
	 */
	public void beginLinger() {
		this.closer.beginLinger();
	}

	/**
	 * Say that sockets are in use again, and that nothing lingers.
	 */
	public void endLinger() {
		this.closer.endLinger();
	}

	/**
	 * Free what the context holds, its I/O thread above all, until it is {@link #resume()
	 * used again}. Does nothing for a context that somebody else made.
	 */
	public synchronized void suspend() {
		if (!this.closed && !this.suspended && this.current.owned()) {
			this.suspended = true;
			terminate(this.current);
		}
	}

	/**
	 * Use a suspended context again, which is a fresh one.
	 */
	public synchronized void resume() {
		if (this.suspended && !this.closed) {
			this.current = new ContextGeneration(new ZContext(this.threads), true, this.recovery);
			this.suspended = false;
		}
	}

	/**
	 * Terminate the context, unless somebody else made it. Sockets that are still open
	 * are closed, and what they hold is kept for as long as they linger. Returns when
	 * that is done, or after the close timeout.
	 */
	@Override
	public synchronized void close() {
		if (this.closed) {
			return;
		}
		this.closed = true;
		ContextGeneration current = this.current;
		if (current.owned() && !this.suspended) {
			terminate(current);
		}
	}

	private void terminate(ContextGeneration current) {
		if (!current.isAlive() || !this.closer.close(current.context())) {
			logger.warn("The ZeroMQ context could not be terminated in an orderly way, since an I/O thread is dead or "
					+ "something holds it up. It is taken down by force.");
			current.retire();
			this.operations.dispose(current.context(), current.threads());
		}
		else {
			this.operations.closeLeftovers(current.threads());
		}
	}

	/**
	 * A thread of the context.
	 *
	 * @param thread the thread
	 * @param poller what it runs, which in JeroMQ is its poller
	 */
	public record IoThread(Thread thread, Runnable poller) {

	}

}
