// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.time.Duration;

/**
 * Configuration properties of the template. A mutable JavaBean, not thread-safe.
 *
 * @since 0.1.0
 */
public class ZmqTemplateProperties {

	/**
	 * Time to wait for the reply to a request that does not say how long.
	 */
	private Duration requestTimeout = Duration.ofSeconds(5);

	/**
	 * Whether sending and requesting fail at once while a socket that needs a peer has
	 * none, instead of waiting for one.
	 */
	private boolean failFast;

	/**
	 * Number of requests on one socket that may wait for their replies.
	 */
	private int maxPendingRequests = 65536;

	/**
	 * Whether sending and requesting are observed in the registry of observations. They
	 * are timed in any case where there is a meter registry.
	 */
	private boolean observationEnabled;

	/**
	 * Sending requests again whose server has gone.
	 */
	private final Retry retry = new Retry();

	public Duration getRequestTimeout() {
		return this.requestTimeout;
	}

	public void setRequestTimeout(Duration requestTimeout) {
		this.requestTimeout = requestTimeout;
	}

	public boolean isFailFast() {
		return this.failFast;
	}

	public void setFailFast(boolean failFast) {
		this.failFast = failFast;
	}

	public int getMaxPendingRequests() {
		return this.maxPendingRequests;
	}

	public void setMaxPendingRequests(int maxPendingRequests) {
		this.maxPendingRequests = maxPendingRequests;
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
	 * Sending requests again whose server has gone.
	 */
	public static class Retry {

		/**
		 * Number of times that an idempotent request is sent again whose connection ended
		 * before the reply came.
		 */
		private int maxRetries;

		public int getMaxRetries() {
			return this.maxRetries;
		}

		public void setMaxRetries(int maxRetries) {
			this.maxRetries = maxRetries;
		}

	}

}
