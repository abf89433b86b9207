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

package io.github.zmqsecure.socket;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

import io.github.zmqsecure.RateLimitedLog;
import io.github.zmqsecure.ZmqSecureException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.zeromq.ZContext;

/**
 * A {@link ZContext} whose threads are watched, whose exceptions are counted and logged
 * at a bounded rate, and whose closing cannot hang. Thread-safe.
 * <p>
 * It has one I/O thread, since with two JeroMQ reports that a connection was closed
 * before it reports that it was accepted.
 *
 * @since 0.1.0
 */
public class HardenedContext implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(HardenedContext.class);

	private static final int IO_THREADS = 1;

	private final ZContext context;

	private final List<IoThread> ioThreads = new CopyOnWriteArrayList<>();

	private final LongAdder errors = new LongAdder();

	private final RateLimitedLog errorLog = new RateLimitedLog(logger, Duration.ofSeconds(10));

	private final Duration closeTimeout;

	private final boolean owned;

	/**
	 * Create a hardened context.
	 * @param closeTimeout how long {@link #close()} waits for the context to terminate
	 */
	public HardenedContext(Duration closeTimeout) {
		this(new ZContext(IO_THREADS), closeTimeout, true);
	}

	/**
	 * Harden a context that was made by somebody else, who closes it.
	 * @param context the context, with one I/O thread and no socket yet
	 * @throws ZmqSecureException if the context has more I/O threads or sockets
	 */
	public HardenedContext(ZContext context) {
		this(context, Duration.ZERO, false);
	}

	private HardenedContext(ZContext context, Duration closeTimeout, boolean owned) {
		if (context.getIoThreads() != IO_THREADS || !context.isEmpty()) {
			throw new ZmqSecureException(
					"The ZContext has " + context.getIoThreads() + " I/O threads and " + context.getSockets().size()
							+ " sockets. To be hardened, a context must have one I/O thread " + "and no socket yet.");
		}
		this.context = context;
		this.closeTimeout = closeTimeout;
		this.owned = owned;
		this.context.setUncaughtExceptionHandler(this::onError);
		this.context.setNotificationExceptionHandler(this::onError);
		this.context.setThreadFactor(this::createThread);
	}

	/**
	 * Return the context.
	 * @return the context
	 */
	public ZContext get() {
		return this.context;
	}

	/**
	 * Return the I/O threads that were started so far.
	 * @return the threads, none before the first socket was made
	 */
	public List<IoThread> getIoThreads() {
		return List.copyOf(this.ioThreads);
	}

	/**
	 * Return whether no I/O thread has died.
	 * @return whether all of them run
	 */
	public boolean isAlive() {
		return !this.context.isClosed() && this.ioThreads.stream().allMatch((ioThread) -> ioThread.thread().isAlive());
	}

	/**
	 * Return how many exceptions reached the top of an I/O thread.
	 * @return the number of exceptions since start-up
	 */
	public long getErrors() {
		return this.errors.sum();
	}

	/**
	 * Terminate the context, unless somebody else made it. Sockets that are still open
	 * are closed, and what they hold is kept for as long as they linger. Returns when
	 * that is done, or after the close timeout.
	 */
	@Override
	public void close() {
		if (!this.owned) {
			return;
		}
		Thread closer = new Thread(this.context::close, "zmq-secure-context-close");
		closer.setDaemon(true);
		closer.start();
		boolean interrupted = Thread.interrupted();
		try {
			closer.join(this.closeTimeout.toMillis());
		}
		catch (InterruptedException ex) {
			interrupted = true;
		}
		if (closer.isAlive()) {
			logger.warn("The ZeroMQ context did not terminate within " + this.closeTimeout.toMillis()
					+ " ms and is left behind; its threads are daemons");
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	private Thread createThread(Runnable poller, String name) {
		Thread thread = new Thread(poller, "zmq-secure-" + name);
		thread.setDaemon(true);
		thread.setUncaughtExceptionHandler(this::onError);
		if (name.startsWith("iothread")) {
			this.ioThreads.add(new IoThread(thread, poller));
		}
		return thread;
	}

	private void onError(Thread thread, Throwable error) {
		this.errors.increment();
		this.errorLog.error("JeroMQ failed on thread " + thread.getName(), error);
	}

	/**
	 * An I/O thread of the context.
	 *
	 * @param thread the thread
	 * @param poller what it runs, which in JeroMQ is its poller
	 */
	public record IoThread(Thread thread, Runnable poller) {

	}

}
