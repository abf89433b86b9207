// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Starts the processes of a measurement, each with the libraries of its contestant on its
 * class path and no others.
 *
 * @since 0.1.0
 */
public class PeerProcesses {

	static final Path JNACL = Path.of("target", "jnacl", "jnacl.jar");

	private static final int FOREIGN_VERSION = 22;

	static final List<String> OF_STARTER = List.of("zmq-secure");

	private static final List<String> OF_GRPC = List.of("grpc", "netty", "protobuf", "guava", "gson");

	private static final List<String> OF_INTEGRATION = List.of("spring-integration", "reactor-core", "reactive-streams",
			"zt-zip");

	static final List<String> OF_OTHERS = Stream.concat(OF_GRPC.stream(), OF_INTEGRATION.stream()).toList();

	private final String classPath;

	private final List<String> jvmOptions;

	private final LibzmqProgram libzmq;

	/**
	 * Create an instance.
	 * @param classPath the class path of the benchmarks
	 * @param jvmOptions options of all JVMs
	 */
	public PeerProcesses(String classPath, List<String> jvmOptions) {
		this.classPath = classPath;
		this.jvmOptions = jvmOptions;
		this.libzmq = new LibzmqProgram();
	}

	LibzmqProgram libzmq() {
		return this.libzmq;
	}

	/**
	 * Return whether this machine can run a contestant.
	 * @param contestant the contestant
	 * @return whether JVM, libraries and tools are there
	 */
	public boolean canRun(Contestant contestant) {
		return switch (contestant) {
			case LIBSODIUM, STARTER_LIBSODIUM -> Crypto.hasLibsodium();
			case LIBZMQ, LIBZMQ_ZAP -> this.libzmq.isAvailable();
			default -> true;
		};
	}

	/**
	 * Return the fastest raw JeroMQ that this machine can run.
	 * @return the contestant
	 */
	Contestant raw() {
		return canRun(Contestant.LIBSODIUM) ? Contestant.LIBSODIUM : Contestant.BOUNCY_CASTLE;
	}

	/**
	 * Return the fastest sockets of the starter that this machine can run.
	 * @return the contestant
	 */
	Contestant starter() {
		return canRun(Contestant.STARTER_LIBSODIUM) ? Contestant.STARTER_LIBSODIUM : Contestant.STARTER_BOUNCY_CASTLE;
	}

	PeerProcess java(Contestant contestant, List<String> options, Class<?> main, String... arguments)
			throws IOException {
		List<String> command = new ArrayList<>(launcher());
		command.addAll(options);
		command.addAll(List.of("-cp", classPath(contestant), main.getName(), contestant.label()));
		command.addAll(Arrays.asList(arguments));
		return new PeerProcess(command);
	}

	/**
	 * Return how to start a JVM. Many of them are there at a time, so that their heaps
	 * are bounded.
	 * @return the command and its options
	 */
	List<String> launcher() {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.add("-Xmx1g");
		if (Runtime.version().feature() >= FOREIGN_VERSION) {
			command.add("--enable-native-access=ALL-UNNAMED");
		}
		command.addAll(this.jvmOptions);
		return command;
	}

	String classPath(Contestant contestant) {
		List<String> others = new ArrayList<>();
		if (contestant != Contestant.SPRING_INTEGRATION) {
			others.addAll(OF_INTEGRATION);
		}
		if (!contestant.isGrpc()) {
			others.addAll(OF_GRPC);
		}
		if (contestant.isGrpc()) {
			others.addAll(OF_STARTER);
		}
		if (contestant.crypto() == Contestant.JNACL) {
			others.add("zmq-secure-nacl");
			return JNACL + File.pathSeparator + without(others);
		}
		return without(others);
	}

	String without(List<String> names) {
		return Arrays.stream(this.classPath.split(File.pathSeparator))
			.filter((entry) -> names.stream().noneMatch(module(entry)::contains))
			.collect(Collectors.joining(File.pathSeparator));
	}

	private static String module(String entry) {
		Path path = Path.of(entry);
		String module = String
			.valueOf((entry.endsWith(".jar") ? path : path.resolve("../..").normalize()).getFileName());
		return module.contains("benchmarks") ? "" : module;
	}

}
