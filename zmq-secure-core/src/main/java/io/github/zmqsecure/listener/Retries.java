// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import java.time.Duration;

import io.github.zmqsecure.ZmqSecureException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.retry.RetryPolicy;
import org.springframework.util.backoff.BackOffExecution;

/**
 * When to handle a message again that failed, as the policy has it. What cannot be read
 * is not tried again.
 *
 * @param policy the policy, {@code null} for never
 */
record Retries(@Nullable RetryPolicy policy) {

	/**
	 * Return when to try again.
	 * @return the time from now, {@code null} for never; also if the policy itself fails
	 */
	@Nullable Duration nextDelay(InFlightMessage message, Throwable failure) {
		RetryPolicy policy = this.policy;
		if (policy == null || FailureHandling.isFinal(failure)) {
			return null;
		}
		try {
			return nextDelay(policy, message, failure);
		}
		catch (Throwable ex) {
			if (ex != failure) {
				failure.addSuppressed(new ZmqSecureException("The retry policy failed", ex));
			}
			return null;
		}
	}

	private static @Nullable Duration nextDelay(RetryPolicy policy, InFlightMessage message, Throwable failure) {
		if (!policy.shouldRetry(failure)) {
			return null;
		}
		BackOffExecution backOff = message.backOff();
		if (backOff == null) {
			backOff = policy.getBackOff().start();
			message.backOff(backOff);
		}
		long delay = backOff.nextBackOff();
		Duration timeout = policy.getTimeout();
		boolean tooLate = !timeout.isZero() && message.inFlightFor().plusMillis(delay).compareTo(timeout) > 0;
		return (delay == BackOffExecution.STOP || tooLate) ? null : Duration.ofMillis(delay);
	}

}
