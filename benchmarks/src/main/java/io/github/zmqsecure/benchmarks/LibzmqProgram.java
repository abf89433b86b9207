// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

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
