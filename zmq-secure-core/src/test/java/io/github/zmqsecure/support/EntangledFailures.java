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

package io.github.zmqsecure.support;

import java.util.ArrayList;
import java.util.List;

/**
 * Failures that hang together in more ways than can be followed.
 */
public final class EntangledFailures {

	private static final int ATTEMPTS = 60;

	private EntangledFailures() {
	}

	/**
	 * Fail as code does that tries again and again, and adds what failed before to each
	 * new failure.
	 * @return the last failure
	 */
	public static RuntimeException ofManyAttempts() {
		List<RuntimeException> failures = new ArrayList<>();
		for (int i = 0; i < ATTEMPTS; i++) {
			RuntimeException failure = new IllegalStateException("attempt " + i);
			failures.forEach(failure::addSuppressed);
			failures.add(failure);
		}
		failures.get(0).addSuppressed(failures.get(ATTEMPTS - 1));
		return failures.get(ATTEMPTS - 1);
	}

}
