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

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.zeromq.ZMQ;

/**
 * Starts the two processes of a measurement, with one implementation of jnacl's classes
 * on their class path.
 *
 * @since 0.1.0
 */
public class PeerProcesses {

	static final Path JNACL = Path.of("target", "jnacl", "jnacl.jar");

	static final String MARK = "> ";

	private static final int FOREIGN_VERSION = 22;

	private final String classPath;

	private final LibzmqProgram libzmq;

	/**
	 * Create an instance.
	 * @param classPath the class path of the benchmarks
	 */
	public PeerProcesses(String classPath) {
		this.classPath = classPath;
		this.libzmq = new LibzmqProgram();
	}

	/**
	 * Return whether this machine can run a contestant.
	 * @param contestant the contestant
	 * @return whether JVM, libraries and tools are there
	 */
	public boolean canRun(Contestant contestant) {
		return switch (contestant) {
			case JNACL, BOUNCY_CASTLE, STARTER_BOUNCY_CASTLE -> true;
			case LIBSODIUM, STARTER_LIBSODIUM -> hasLibsodium();
			case LIBZMQ -> this.libzmq.isAvailable();
		};
	}

	Process pull(Contestant contestant, ZMQ.Curve.KeyPair keys, long warmUp, long measurement, int times)
			throws IOException {
		String[] arguments = { String.valueOf(warmUp), String.valueOf(measurement), keys.secretKey };
		return (contestant != Contestant.LIBZMQ)
				? java(contestant, PullPeer.class, arguments[0], arguments[1], arguments[2], String.valueOf(times))
				: start(this.libzmq.command("pull", arguments));
	}

	Process push(Contestant contestant, String endpoint, int size, ZMQ.Curve.KeyPair keys) throws IOException {
		String[] arguments = { endpoint, String.valueOf(size), keys.publicKey };
		return (contestant != Contestant.LIBZMQ) ? java(contestant, PushPeer.class, arguments)
				: start(this.libzmq.command("push", arguments));
	}

	static String line(BufferedReader output) {
		return output.lines()
			.filter((line) -> line.startsWith(MARK))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("A process of the benchmark ended early"))
			.substring(MARK.length());
	}

	Process java(Contestant contestant, Class<?> main, String... arguments) throws IOException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		if (Runtime.version().feature() >= FOREIGN_VERSION) {
			command.add("--enable-native-access=ALL-UNNAMED");
		}
		command.addAll(List.of("-cp", classPath(contestant), main.getName(), contestant.label()));
		command.addAll(Arrays.asList(arguments));
		return start(command);
	}

	private String classPath(Contestant contestant) {
		if (contestant != Contestant.JNACL) {
			return this.classPath;
		}
		return JNACL + File.pathSeparator
				+ Arrays.stream(this.classPath.split(File.pathSeparator))
					.filter((entry) -> !entry.contains("zmq-secure-nacl"))
					.collect(Collectors.joining(File.pathSeparator));
	}

	private static boolean hasLibsodium() {
		try {
			Crypto.of(Contestant.LIBSODIUM);
			return true;
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	private static Process start(List<String> command) throws IOException {
		return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
	}

}
