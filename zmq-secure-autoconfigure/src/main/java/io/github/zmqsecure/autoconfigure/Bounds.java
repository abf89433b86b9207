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

package io.github.zmqsecure.autoconfigure;

import java.time.Duration;

import io.github.zmqsecure.ZmqConfigurationException;

/**
 * Holds properties against the least value that makes sense.
 */
final class Bounds {

	private Bounds() {
	}

	static void atLeast(String property, Number value, int least) {
		atLeast(property, value, least, "Choose a value in that range, or leave it out.");
	}

	static void atLeast(String property, Number value, int least, String action) {
		if (value.doubleValue() < least) {
			throw new ZmqConfigurationException(property, value, "It must be at least " + least + ".", action);
		}
	}

	static void longerThanZero(String property, Duration value) {
		longerThanZero(property, value, "Choose a time in that range, or leave it out.");
	}

	static void longerThanZero(String property, Duration value, String action) {
		if (value.isZero() || value.isNegative()) {
			throw new ZmqConfigurationException(property, value, "It must be longer than zero.", action);
		}
	}

}
