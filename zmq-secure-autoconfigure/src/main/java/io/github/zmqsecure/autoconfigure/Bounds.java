// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

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
