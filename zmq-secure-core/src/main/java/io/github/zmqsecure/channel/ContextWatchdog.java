// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.github.zmqsecure.Printable;
import io.github.zmqsecure.RateLimitedLog;
import io.github.zmqsecure.auth.ZapSupervisor;
import io.github.zmqsecure.socket.HardenedContext;
import io.github.zmqsecure.thread.GuardedThread;
import io.github.zmqsecure.thread.GuardedThreads;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Notices within two seconds that an I/O thread is dead or does not get on, and that a
 * socket failed, and has the sockets rebuilt. What fails is tried again, with a pause
 * that grows. Thread-safe.
 */
class ContextWatchdog {

	private static final Log logger = LogFactory.getLog(ContextWatchdog.class);

	private static final Duration PERIOD = Duration.ofMillis(100);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(1);

	/** Failed attempts after which the application counts as broken. */
	private static final int PATIENCE = 3;

	/**
	 * Failed attempts after which the context is renewed though it lives: a thread that
	 * died for want of memory may have left a socket behind that keeps its port. Once,
	 * since a port that somebody else has taken would cost all other sockets again and
	 * again; once more when an attempt failed for want of memory after that, since it may
	 * have left such a socket behind, too.
	 */
	private static final int RENEW_AFTER = 2;

	private static final int MAX_CAUSES = 20;

	private final RateLimitedLog log = new RateLimitedLog(logger, Duration.ofSeconds(10));

	private final HardenedContext context;

	private final SocketRebuilder rebuilder;

	private final List<ContextListener> listeners = new CopyOnWriteArrayList<>();

	private final GuardedThread thread;

	private volatile @Nullable String problem;

	private int failures;

	/** Whether an attempt since the last renewal failed for want of memory. */
	private boolean memoryLacked;

	private long nextAttempt;

	ContextWatchdog(HardenedContext context, ZapSupervisor authentication, Collection<SocketLifecycle> sockets,
			GuardedThreads threads) {
		this.context = context;
		this.thread = threads.create("zmq-secure-watchdog", this::watch);
		this.rebuilder = new SocketRebuilder(context, authentication, sockets);
	}

	void addListener(ContextListener listener) {
		this.listeners.add(listener);
	}

	/**
	 * Return what is wrong.
	 * @return what is wrong and not mended yet, {@code null} if nothing is
	 */
	@Nullable String getProblem() {
		return this.problem;
	}

	synchronized void start() {
		this.nextAttempt = System.nanoTime();
		this.thread.start();
	}

	/**
	 * Stop watching, and wait a moment for an attempt under way.
	 */
	synchronized void stop() {
		this.thread.stop(STOP_TIMEOUT);
	}

	private Duration watch() {
		check();
		return PERIOD;
	}

	private void check() {
		this.context.keepPunctual();
		String failed = problemOfContext();
		if (failed == null && this.rebuilder.isComplete()) {
			return;
		}
		if (this.problem == null) {
			this.problem = (failed != null) ? failed : "A socket failed and is opened again";
			logger.error(this.problem);
		}
		if (System.nanoTime() - this.nextAttempt >= 0) {
			attempt(failed != null || this.failures == RENEW_AFTER
					|| (this.memoryLacked && this.failures > RENEW_AFTER));
		}
	}

	private @Nullable String problemOfContext() {
		if (this.context.get().isClosed()) {
			return "The context was closed, so the sockets are rebuilt on a fresh one";
		}
		if (!this.context.isAlive()) {
			return "An I/O thread is dead, so the sockets are rebuilt on a fresh context";
		}
		return (this.context.isStuck()) ? "An I/O thread does not get on, so the sockets are rebuilt on a fresh context"
				: null;
	}

	private void attempt(boolean renew) {
		try {
			if (renew) {
				this.rebuilder.renewContext();
				this.memoryLacked = false;
			}
			if (this.thread.isCurrent()) {
				this.rebuilder.reopen();
				succeeded();
			}
		}
		catch (RuntimeException | Error ex) {
			failed(ex);
		}
	}

	private void succeeded() {
		boolean broken = this.failures >= PATIENCE;
		this.failures = 0;
		this.memoryLacked = false;
		this.problem = null;
		this.nextAttempt = System.nanoTime() + pause();
		logger.info("The sockets are open again");
		if (broken) {
			notify(ContextListener::contextHealed);
		}
	}

	private void failed(Throwable cause) {
		this.failures++;
		this.memoryLacked |= isOutOfMemory(cause);
		this.nextAttempt = System.nanoTime() + pause();
		this.problem = "The sockets could not be rebuilt: " + Printable.readable(cause).getMessage();
		this.log.error("The sockets could not be rebuilt. The next attempt follows soon.", cause);
		if (this.failures == PATIENCE) {
			notify((listener) -> listener.contextBroken(cause));
		}
	}

	private static boolean isOutOfMemory(Throwable failure) {
		Throwable cause = failure;
		for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
			if (cause instanceof OutOfMemoryError) {
				return true;
			}
			cause = cause.getCause();
		}
		return false;
	}

	private void notify(Consumer<ContextListener> call) {
		for (ContextListener listener : this.listeners) {
			try {
				call.accept(listener);
			}
			catch (Throwable ex) {
				this.log.error("A listener of the context failed", ex);
			}
		}
	}

	private long pause() {
		return Math.min(LONGEST_PAUSE.toNanos(), PERIOD.toNanos() << Math.min(this.failures, 10));
	}

}
