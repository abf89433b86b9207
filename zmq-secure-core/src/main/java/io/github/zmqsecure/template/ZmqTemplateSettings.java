// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.template;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

import io.github.zmqsecure.observation.TemplateObservations;

/**
 * Settings of a {@link ZmqTemplate}.
 *
 * @param requestTimeout how long to wait for a reply where the call does not say
 * @param failFast whether what needs a peer fails at once while the socket has none,
 * instead of waiting for one
 * @param maxRetries how often an idempotent request is sent again whose connection ended
 * before the reply came
 * @param maxPendingRequests how many requests on one socket may wait for their replies
 * @param replyExecutor runs what follows on the reply to an asynchronous request; what
 * follows on a failure runs on a thread of its own
 * @param observations observes what is sent
 * @since 0.1.0
 */
public record ZmqTemplateSettings(Duration requestTimeout, boolean failFast, int maxRetries, int maxPendingRequests,
		Executor replyExecutor, TemplateObservations observations) {

	/** The default of {@link #requestTimeout()}: 5 seconds. */
	public static final Duration DEFAULT_REQUEST_TIMEOUT = Duration.ofSeconds(5);

	/** The default of {@link #maxPendingRequests()}: 65,536. */
	public static final int DEFAULT_MAX_PENDING_REQUESTS = 65_536;

	/**
	 * Return the default settings: no retries, no observations, and the common pool for
	 * replies.
	 * @return the settings
	 */
	public static ZmqTemplateSettings defaults() {
		return new ZmqTemplateSettings(DEFAULT_REQUEST_TIMEOUT, false, 0, DEFAULT_MAX_PENDING_REQUESTS,
				ForkJoinPool.commonPool(), TemplateObservations.none());
	}

}
