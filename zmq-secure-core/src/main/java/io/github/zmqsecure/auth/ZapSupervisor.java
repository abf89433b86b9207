// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.auth;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.thread.GuardedThread;
import io.github.zmqsecure.thread.GuardedThreads;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * Keeps a ZAP handler answering on a context: asks it every second, and puts another in
 * its place when it doesn't answer, though asked twice. Thread-safe.
 *
 * @since 0.1.0
 */
public class ZapSupervisor implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(ZapSupervisor.class);

	private static final Duration PERIOD = Duration.ofSeconds(1);

	private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(1);

	private static final int QUESTIONS = 2;

	private static final Duration START_TIMEOUT = Duration.ofSeconds(10);

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(1);

	private final Supplier<ZContext> contexts;

	private final ZapAuthenticator authenticator;

	private final LongAdder restarts = new LongAdder();

	private volatile ZContext context;

	private volatile ZapProbe probe;

	private volatile @Nullable ZapHandler handler;

	private final GuardedThreads threads;

	private final GuardedThread thread;

	private final List<ZapHandler> retired = new ArrayList<>();

	private volatile boolean answering;

	/** Whether a handler lost its socket since it was last asked. */
	private volatile boolean lost;

	/**
	 * Create a supervisor that is not started.
	 * @param contexts hands out the context whose CURVE servers the handler serves, which
	 * is asked for at each start
	 * @param authenticator answers the requests
	 * @param threads the guarded threads
	 */
	public ZapSupervisor(Supplier<ZContext> contexts, ZapAuthenticator authenticator, GuardedThreads threads) {
		this.threads = threads;
		this.thread = threads.create("zmq-secure-zap-supervisor", this::supervise);
		this.contexts = contexts;
		this.authenticator = authenticator;
		this.context = contexts.get();
		this.probe = new ZapProbe(this.context, ANSWER_TIMEOUT);
	}

	/**
	 * Start the handler if it is not started, on the context as it is now, and return
	 * once it answers.
	 * @throws ZmqSecureException if it doesn't answer within ten seconds
	 */
	public synchronized void start() {
		if (this.thread.isStarted()) {
			return;
		}
		this.context = this.contexts.get();
		this.probe = new ZapProbe(this.context, ANSWER_TIMEOUT);
		this.lost = false;
		startHandler();
		awaitAnswer();
		this.thread.start();
	}

	/**
	 * Return whether the handler answered when it was last asked, at most three seconds
	 * ago.
	 * @return whether clients can be authenticated
	 */
	public boolean isAnswering() {
		return this.answering;
	}

	/**
	 * Return how often a handler was replaced.
	 * @return the number of restarts since start-up
	 */
	public long getRestarts() {
		return this.restarts.sum();
	}

	/**
	 * Stop the handler unless somebody else has a socket on the context, which it may
	 * serve.
	 * @return whether it is stopped
	 */
	public synchronized boolean closeIfUnused() {
		this.thread.stop(STOP_TIMEOUT);
		Set<ZMQ.Socket> others = new HashSet<>(this.context.getSockets());
		this.retired.forEach((each) -> others.remove(each.getSocket()));
		ZapHandler handler = this.handler;
		others.remove((handler != null) ? handler.getSocket() : null);
		if (!others.isEmpty()) {
			this.thread.start();
			return false;
		}
		close();
		return true;
	}

	/**
	 * Stop the handler. To be called after the last server socket was closed. It can be
	 * started again.
	 */
	@Override
	public synchronized void close() {
		this.thread.stop();
		this.answering = false;
		stopHandler();
	}

	private void stopHandler() {
		ZapHandler handler = this.handler;
		this.retired.forEach((each) -> each.stop(Duration.ZERO));
		this.retired.clear();
		if (handler != null) {
			handler.stop(STOP_TIMEOUT);
		}
	}

	private void awaitAnswer() {
		long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
		while (!isAnswered()) {
			if (System.nanoTime() - deadline > 0) {
				stopHandler();
				throw new ZmqSecureException("The ZAP handler does not answer on this context, so no CURVE server "
						+ "may be bound. Check that the context is open and that nothing else binds '"
						+ ZapHandler.ENDPOINT + "' on it.");
			}
		}
		this.answering = true;
	}

	private Duration supervise() {
		if (this.lost) {
			this.lost = false;
		}
		else if (!this.context.isClosed() && !ask()) {
			replaceHandler();
		}
		return PERIOD;
	}

	/**
	 * On a machine that starves one answer may be late, from a handler that is well.
	 */
	private boolean ask() {
		boolean answered = false;
		for (int i = 0; !answered && i < QUESTIONS; i++) {
			answered = isAnswered();
		}
		keep(answered);
		return answered;
	}

	private boolean isAnswered() {
		return this.handler != null && this.probe.isAnswered();
	}

	/**
	 * An answer to a question asked before the handler was closed, or lost its socket,
	 * counts no more.
	 */
	private synchronized void keep(boolean answered) {
		if (this.thread.isCurrent()) {
			this.answering = answered && !this.lost;
		}
	}

	private synchronized void replaceHandler() {
		if (!this.thread.isCurrent()) {
			return;
		}
		logger.error("The ZAP handler does not answer. No new client is let in until another handler does.");
		this.restarts.increment();
		this.retired.removeIf(ZapHandler::isOver);
		ZapHandler former = this.handler;
		startHandler();
		if (former != null) {
			former.retire();
			this.retired.add(former);
		}
	}

	/**
	 * A handler that opens another socket is trusted again once it was asked, a whole
	 * period later: what was down for a moment shows as down, and is not taken for up too
	 * early.
	 */
	private void socketLost() {
		this.lost = true;
		this.answering = false;
	}

	private void startHandler() {
		ZapHandler handler = new ZapHandler(this.context, this.authenticator, this.probe.domain(), this::socketLost,
				this.threads);
		handler.start();
		this.handler = handler;
	}

}
