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

package io.github.zmqsecure.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The peers in C, compiled when gcc and libzmq's headers are there.
 */
class LibzmqProgram {

	private static final String PEER = "peer";

	private final boolean available = compile(PEER);

	boolean isAvailable() {
		return this.available;
	}

	List<String> command(String role, String key, String endpoint, FlowSettings settings, boolean zap) {
		return List.of(binary(PEER).toString(), role, key, endpoint, String.valueOf(settings.size()),
				String.valueOf(settings.sockets()), String.valueOf(settings.ioThreads()),
				String.valueOf(settings.highWaterMark()), zap ? "zap" : "null");
	}

	String version() {
		if (!this.available) {
			return "no libzmq";
		}
		try (PeerProcess process = new PeerProcess(List.of(binary(PEER).toString()))) {
			return process.line();
		}
		catch (IOException ex) {
			return "libzmq";
		}
	}

	/**
	 * Return where a program is that was compiled.
	 */
	static Path binary(String name) {
		return Path.of("target", name).toAbsolutePath();
	}

	/**
	 * Compile a program.
	 * @return whether it could be
	 */
	static boolean compile(String name) {
		Path source = Path.of("src", "main", "c", name + ".c");
		try {
			Process compiler = new ProcessBuilder("gcc", "-O2", "-o", binary(name).toString(), source.toString(),
					"-lzmq", "-lpthread")
				.redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			return compiler.waitFor() == 0 && Files.isExecutable(binary(name));
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
