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

package io.github.zmqsecure.nacl;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.zeromq.ZMQ;

/**
 * A process of Debian's Python with libzmq.
 */
final class LibzmqPeer implements AutoCloseable {

	private static final Path PYTHON = Path.of("/usr/bin/python3");

	private final Process process;

	private final BufferedReader output;

	LibzmqPeer(String role, String endpoint, ZMQ.Curve.KeyPair serverKeys, int count) throws IOException {
		this.process = new ProcessBuilder(PYTHON.toString(), "src/test/resources/libzmq_peer.py", role, endpoint,
				serverKeys.publicKey, serverKeys.secretKey, Integer.toString(count))
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		this.output = this.process.inputReader();
	}

	static void require() throws Exception {
		boolean available = Files.isExecutable(PYTHON)
				&& new ProcessBuilder(PYTHON.toString(), "-c", "import zmq").start().waitFor() == 0;
		if (!available) {
			throw Prerequisites.missing("python3-zmq", new IllegalStateException());
		}
	}

	String endpoint() throws IOException {
		return "tcp://127.0.0.1:" + this.output.readLine();
	}

	boolean isDone() throws Exception {
		return "done".equals(this.output.readLine()) && this.process.waitFor(20, TimeUnit.SECONDS)
				&& this.process.exitValue() == 0;
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
