// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How an application is started whose start-up is measured.
 */
final class StartUpCommand {

	private static final int CACHE_VERSION = 25;

	private static final Path TARGET = Path.of("target");

	private final PeerProcesses processes;

	private final boolean starter;

	private final int sockets;

	StartUpCommand(PeerProcesses processes, boolean starter, int sockets) {
		this.processes = processes;
		this.starter = starter;
		this.sockets = sockets;
	}

	/**
	 * Return whether this JVM has an AOT cache, which takes classes of jars only.
	 * @return whether it has
	 * @throws IOException if the build directory can't be read
	 */
	static boolean canCache() throws IOException {
		return Runtime.version().feature() >= CACHE_VERSION && !jar().isEmpty();
	}

	List<String> plain() {
		return command(List.of(), classPath());
	}

	/**
	 * Run the application once to make its cache.
	 * @return how to start it with the cache
	 * @throws IOException if it can't be run
	 */
	List<String> cached() throws IOException {
		String own = jar();
		String classPath = Arrays.stream(classPath().split(File.pathSeparator, -1))
			.map((entry) -> entry.endsWith(".jar") ? entry : own)
			.collect(Collectors.joining(File.pathSeparator));
		Path cache = Files.createTempFile(TARGET, "start-up", ".aot");
		Process training = new ProcessBuilder(command(List.of("-XX:AOTCacheOutput=" + cache), classPath))
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		training.onExit().join();
		cache.toFile().deleteOnExit();
		return command(List.of("-XX:AOTCache=" + cache), classPath);
	}

	private List<String> command(List<String> options, String classPath) {
		List<String> command = new ArrayList<>(this.processes.launcher());
		command.addAll(options);
		if (this.sockets > 0) {
			command.add("-Dzmq.secure.keys.own.ephemeral=true");
		}
		for (int i = 0; i < this.sockets; i++) {
			String prefix = "-Dzmq.secure.sockets.s" + i;
			command.addAll(List.of(prefix + ".type=router", prefix + ".bind=tcp://127.0.0.1:*", prefix + ".key=own",
					prefix + ".clients=any"));
		}
		command.addAll(List.of("-cp", classPath, StartUpPeer.class.getName()));
		return command;
	}

	private String classPath() {
		return this.processes.without(this.starter ? PeerProcesses.OF_OTHERS
				: Stream.concat(PeerProcesses.OF_OTHERS.stream(), PeerProcesses.OF_STARTER.stream()).toList());
	}

	private static String jar() throws IOException {
		try (Stream<Path> files = Files.list(TARGET)) {
			return files.map(Path::toString)
				.filter((file) -> file.matches(".*zmq-secure-benchmarks-[^/]*SNAPSHOT\\.jar"))
				.findFirst()
				.orElse("");
		}
	}

}
