// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.socket;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.zmqsecure.thread.DaemonThreads;
import io.github.zmqsecure.thread.Waiting;
import org.zeromq.ZContext;

/**
 * Closes contexts in bounded time, which JeroMQ's own closing may exceed. Thread-safe.
 */
class ContextCloser {

	/** Of the timeout, this much is for more than lingering. */
	private static final Duration GRACE = Duration.ofMillis(1500);

	private final Duration timeout;

	private volatile long lingeringSince;

	private volatile boolean lingering;

	/**
	 * Create a closer.
	 * @param timeout how long closing may take, with the time for which sockets lingered
	 * before
	 */
	ContextCloser(Duration timeout) {
		this.timeout = timeout;
	}

	/**
	 * Sockets linger from now on.
	 */
	void beginLinger() {
		this.lingeringSince = System.nanoTime();
		this.lingering = true;
	}

	/**
	 * No socket lingers.
	 */
	void endLinger() {
		this.lingering = false;
	}

	/**
	 * Close a context, which can't be done with the interrupt flag set.
	 * @return whether it was closed in time, and without an error of JeroMQ's
	 */
	boolean close(ZContext context) {
		CompletableFuture<Boolean> done = new CompletableFuture<>();
		DaemonThreads.start("zmq-secure-context-close", () -> {
			try {
				context.close();
				done.complete(true);
			}
			catch (RuntimeException ex) {
				// Unless it was given up, and what it waited for is taken down by force.
				if (done.complete(false)) {
					throw ex;
				}
			}
			finally {
				done.complete(false);
			}
		});
		Waiting.untilDone(done, remaining());
		done.complete(false);
		return done.getNow(false);
	}

	private Duration remaining() {
		long lingered = (this.lingering) ? System.nanoTime() - this.lingeringSince : 0;
		long grace = Math.min(GRACE.toNanos(), this.timeout.toNanos());
		return Duration.ofNanos(Math.max(grace, this.timeout.toNanos() - lingered));
	}

}
