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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.zmqsecure.support.Prerequisite;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs {@code python/orders.py} with the system's Python, which has pyzmq on top of
 * libzmq.
 */
final class Python {

	private static final String COMMAND = "/usr/bin/python3";

	private static final int TIMEOUT_SECONDS = 60;

	private Python() {
	}

	/**
	 * Skip the test without pyzmq, except where {@code CI=true} says that it must be
	 * there.
	 */
	static void assumePyzmq() throws IOException, InterruptedException {
		boolean installed = Files.isExecutable(Path.of(COMMAND))
				&& new ProcessBuilder(COMMAND, "-c", "import zmq, zmq.auth; assert zmq.has('curve')")
					.redirectErrorStream(true)
					.start()
					.waitFor() == 0;
		Prerequisite.assume(installed, "pyzmq with CURVE is missing: install Debian's package python3-zmq");
	}

	/**
	 * Send orders, and return the answers, one a line.
	 */
	static List<String> orders(Path secretKey, String serverKey, String endpoint, int count)
			throws IOException, InterruptedException {
		Process process = new ProcessBuilder(COMMAND, "python/orders.py", secretKey.toString(), serverKey, endpoint,
				String.valueOf(count))
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).as(output).isZero();
		return output.lines().toList();
	}

}
