// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import java.time.Duration;
import java.util.List;

import io.github.zmqsecure.observation.ListenerObservations;
import org.jspecify.annotations.Nullable;

import org.springframework.core.retry.RetryPolicy;

/**
 * Settings of the containers that a factory creates.
 *
 * @param concurrency how many messages a listener handles at a time; 0 to handle them on
 * the thread that owns the socket
 * @param queueCapacity how many messages may wait for each listener; when they do, the
 * socket stops receiving
 * @param shutdownTimeout how long what was taken in may take to be handled at shutdown
 * @param handlerTimeout how long a message may take to be handled, asynchronous results
 * included, {@code null} for as long as it takes
 * @param virtualThreads whether listeners run on virtual threads
 * @param retryPolicy when to handle a message again that failed, {@code null} for never
 * @param errorHandler handles failures after that, {@code null} for nobody
 * @param deadLetterHandlers take what could not be handled, in their order
 * @param observations observes what is handled
 * @since 0.1.0
 */
public record ZmqListenerSettings(int concurrency, int queueCapacity, Duration shutdownTimeout,
		@Nullable Duration handlerTimeout, boolean virtualThreads, @Nullable RetryPolicy retryPolicy,
		@Nullable ZmqListenerErrorHandler errorHandler, List<DeadLetterHandler> deadLetterHandlers,
		ListenerObservations observations) {

	/** The default of {@link #queueCapacity()}: 256. */
	public static final int DEFAULT_QUEUE_CAPACITY = 256;

	/** The default of {@link #shutdownTimeout()}: 10 seconds. */
	public static final Duration DEFAULT_SHUTDOWN_TIMEOUT = Duration.ofSeconds(10);

	public ZmqListenerSettings {
		deadLetterHandlers = List.copyOf(deadLetterHandlers);
	}

	/**
	 * Return the default settings: one message at a time, on a platform thread, without
	 * retries and observations.
	 * @return the settings
	 */
	public static ZmqListenerSettings defaults() {
		return new ZmqListenerSettings(1, DEFAULT_QUEUE_CAPACITY, DEFAULT_SHUTDOWN_TIMEOUT, null, false, null, null,
				List.of(), ListenerObservations.none());
	}

}
