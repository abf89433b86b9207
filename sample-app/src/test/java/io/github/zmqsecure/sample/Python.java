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
