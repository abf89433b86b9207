// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.socket;

import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

import io.github.zmqsecure.RateLimit;
import io.github.zmqsecure.RateLimitedLog;
import io.github.zmqsecure.socket.HardenedContext.IoThread;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Lets an I/O thread go on after an error, and ends the connection that caused it. When
 * errors repeat that no connection accounts for, the thread ends instead. What
 * unauthenticated peers can bring about again and again never ends it.
 */
class IoThreadRecovery {

	private static final Log logger = LogFactory.getLog(IoThreadRecovery.class);

	private static final int TOLERATED_ERRORS = 2;

	private static final Duration ERROR_PERIOD = Duration.ofSeconds(10);

	private static final int TOLERATED_EXCEPTIONS = 1000;

	private static final Duration EXCEPTION_PERIOD = Duration.ofSeconds(1);

	private final RateLimitedLog log = new RateLimitedLog(logger, Duration.ofSeconds(10));

	private final LongAdder errors = new LongAdder();

	private final IoThreadOperations operations;

	IoThreadRecovery(IoThreadOperations operations) {
		this.operations = operations;
	}

	long getErrors() {
		return this.errors.sum();
	}

	/**
	 * Run a poller until it ends, or until its errors repeat.
	 */
	void run(IoThread ioThread) {
		RateLimit rate = new RateLimit(TOLERATED_ERRORS, ERROR_PERIOD, System.nanoTime());
		while (true) {
			try {
				ioThread.poller().run();
				return;
			}
			catch (Throwable ex) {
				boolean cut = recover(ioThread, ex);
				if (!cut && !rate.tryAcquire(System.nanoTime())) {
					log("Thread " + ioThread.thread().getName() + " failed again and again and ends", ex);
					return;
				}
				resume(ioThread);
			}
		}
	}

	/**
	 * Note what JeroMQ caught on a thread that runs a poller.
	 */
	void caught(IoThread ioThread, Throwable error, RateLimit rate) {
		if (!recover(ioThread, error) && !rate.tryAcquire(System.nanoTime())) {
			throw new IllegalStateException("An I/O thread does nothing but fail", error);
		}
	}

	RateLimit exceptionRate() {
		return new RateLimit(TOLERATED_EXCEPTIONS, EXCEPTION_PERIOD, System.nanoTime());
	}

	/**
	 * Note an error of a thread that nothing can be done for.
	 */
	void failed(Thread thread, Throwable error) {
		this.errors.increment();
		log("JeroMQ failed on thread " + thread.getName(), error);
	}

	private boolean recover(IoThread ioThread, Throwable error) {
		if (isLateWakeUp(error)) {
			logger.debug("A thread of JeroMQ was woken that had just ended", error);
			return true;
		}
		this.errors.increment();
		String culprit = cut(ioThread);
		String message = "JeroMQ failed on thread " + ioThread.thread().getName()
				+ ((culprit != null) ? " while it served " + culprit + ", whose connection was cut" : "");
		if (culprit != null && error instanceof RuntimeException) {
			warn(message, error);
		}
		else {
			log(message, error);
		}
		return culprit != null;
	}

	/**
	 * What a peer can bring about again and again must not fill the log, nor look like a
	 * fault of this application.
	 */
	private void warn(String message, Throwable error) {
		try {
			StackTraceElement[] trace = error.getStackTrace();
			this.log.warn(
					message + ": " + error.getClass().getSimpleName() + ((trace.length > 0) ? " at " + trace[0] : ""));
			logger.debug(message, error);
		}
		catch (Throwable ex) {
			this.errors.increment();
		}
	}

	/**
	 * JeroMQ hands a command over before it wakes whom it is for. Who takes it meanwhile,
	 * and ends with it, as a socket does with the last answer that it waits for, has
	 * closed what it is woken by.
	 */
	private static boolean isLateWakeUp(Throwable error) {
		StackTraceElement[] trace = error.getStackTrace();
		return error.getCause() instanceof ClosedChannelException && trace.length > 0
				&& trace[0].getClassName().equals("zmq.Signaler");
	}

	/**
	 * Without memory even this may fail, and must not end the thread.
	 */
	private @Nullable String cut(IoThread ioThread) {
		try {
			return this.operations.cutCulprit(ioThread);
		}
		catch (Throwable ex) {
			log("The connection at which an I/O thread failed could not be cut", ex);
			return null;
		}
	}

	private void resume(IoThread ioThread) {
		try {
			this.operations.resume(ioThread);
		}
		catch (Throwable ex) {
			log("An I/O thread goes on as it is after an error", ex);
		}
	}

	private void log(String message, Throwable error) {
		try {
			this.log.error(message, error);
		}
		catch (Throwable ex) {
			this.errors.increment();
		}
	}

}
