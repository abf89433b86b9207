// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Configuration properties of listeners. A mutable JavaBean, not thread-safe.
 *
 * @since 0.1.0
 */
public class ZmqListenerProperties {

	/**
	 * Number of messages that a listener handles at a time. With 0 they are handled on
	 * the thread that owns the socket.
	 */
	private int concurrency = 1;

	/**
	 * Number of messages that may wait for a listener. When they do, the socket stops
	 * receiving.
	 */
	private int queueCapacity = 256;

	/**
	 * Time that handlers have at shutdown to finish what was received.
	 */
	private Duration shutdownTimeout = Duration.ofSeconds(10);

	/**
	 * Time that a message may take to be handled, asynchronous results included. Left
	 * out, it may take as long as it likes.
	 */
	private @Nullable Duration handlerTimeout;

	/**
	 * Whether handling is observed in the registry of observations. It is timed in any
	 * case where there is a meter registry.
	 */
	private boolean observationEnabled;

	/**
	 * Handling again what failed.
	 */
	private final Retry retry = new Retry();

	public int getConcurrency() {
		return this.concurrency;
	}

	public void setConcurrency(int concurrency) {
		this.concurrency = concurrency;
	}

	public int getQueueCapacity() {
		return this.queueCapacity;
	}

	public void setQueueCapacity(int queueCapacity) {
		this.queueCapacity = queueCapacity;
	}

	public Duration getShutdownTimeout() {
		return this.shutdownTimeout;
	}

	public void setShutdownTimeout(Duration shutdownTimeout) {
		this.shutdownTimeout = shutdownTimeout;
	}

	public @Nullable Duration getHandlerTimeout() {
		return this.handlerTimeout;
	}

	public void setHandlerTimeout(@Nullable Duration handlerTimeout) {
		this.handlerTimeout = handlerTimeout;
	}

	public boolean isObservationEnabled() {
		return this.observationEnabled;
	}

	public void setObservationEnabled(boolean observationEnabled) {
		this.observationEnabled = observationEnabled;
	}

	public Retry getRetry() {
		return this.retry;
	}

	/**
	 * Handling again what failed.
	 */
	public static class Retry {

		/**
		 * Number of times that a message is handled again after its handler failed.
		 */
		private long maxRetries = 0;

		/**
		 * Time before the first retry.
		 */
		private Duration initialInterval = Duration.ofSeconds(1);

		/**
		 * Factor by which the time grows with each retry.
		 */
		private double multiplier = 2;

		/**
		 * Longest time before a retry.
		 */
		private Duration maxInterval = Duration.ofSeconds(10);

		public long getMaxRetries() {
			return this.maxRetries;
		}

		public void setMaxRetries(long maxRetries) {
			this.maxRetries = maxRetries;
		}

		public Duration getInitialInterval() {
			return this.initialInterval;
		}

		public void setInitialInterval(Duration initialInterval) {
			this.initialInterval = initialInterval;
		}

		public double getMultiplier() {
			return this.multiplier;
		}

		public void setMultiplier(double multiplier) {
			this.multiplier = multiplier;
		}

		public Duration getMaxInterval() {
			return this.maxInterval;
		}

		public void setMaxInterval(Duration maxInterval) {
			this.maxInterval = maxInterval;
		}

	}

}
