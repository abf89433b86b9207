// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.sample;

import java.nio.file.Path;
import java.util.List;

import io.github.zmqsecure.support.PythonProcess;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs {@code python/orders.py}.
 */
final class Python {

	private Python() {
	}

	/**
	 * Send orders, and return the answers, one a line.
	 */
	static List<String> orders(Path secretKey, String serverKey, String endpoint, int count) {
		try (PythonProcess process = PythonProcess.start(Path.of("python/orders.py"),
				List.of(secretKey.toString(), serverKey, endpoint, String.valueOf(count)))) {
			List<String> answers = process.rest();
			assertThat(process.exitValue()).as(answers.toString()).isZero();
			return answers;
		}
	}

}
