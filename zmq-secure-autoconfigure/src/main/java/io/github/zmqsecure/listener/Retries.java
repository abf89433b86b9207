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

package io.github.zmqsecure.listener;

import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.util.backoff.BackOff;

/**
 * Calls a listener again, with back-off, as its policy has it. What cannot be read is not
 * tried again.
 */
class Retries {

	private final @Nullable RetryTemplate template;

	Retries(@Nullable RetryPolicy policy) {
		this.template = (policy != null) ? new RetryTemplate(new ReadablePolicy(policy)) : null;
	}

	@Nullable Object call(Call listener) throws Throwable {
		if (this.template == null) {
			return listener.call();
		}
		AtomicReference<@Nullable Object> result = new AtomicReference<>();
		try {
			this.template.execute(() -> {
				result.set(listener.call());
				return true;
			});
			return result.get();
		}
		catch (RetryException ex) {
			throw ex.getCause();
		}
	}

	/**
	 * A call of a listener.
	 */
	@FunctionalInterface
	interface Call {

		@Nullable Object call() throws Exception;

	}

	/**
	 * A policy that gives up what cannot be read.
	 *
	 * @param policy the policy for everything else
	 */
	private record ReadablePolicy(RetryPolicy policy) implements RetryPolicy {

		@Override
		public boolean shouldRetry(Throwable failure) {
			return !FailureHandling.isUnreadable(failure) && this.policy.shouldRetry(failure);
		}

		@Override
		public BackOff getBackOff() {
			return this.policy.getBackOff();
		}

	}

}
