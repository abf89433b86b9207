// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs Jazzer, which the profile {@code fuzz} puts on the class path, for
 * {@code -Dfuzz.seconds} on one target, in a JVM of its own.
 */
public final class Jazzer {

	private static final Path CORPUS = Path.of("../zmq-secure-core/src/test/resources/fuzz");

	private Jazzer() {
	}

	/**
	 * Fuzz, and check that nothing was found. What Jazzer learnt stays below
	 * {@code target/fuzz}, and what fails as {@code crash-…} beside it.
	 * @param fuzzer the class that is fed
	 * @param name the name of its target, which is also that of its corpus
	 * @param options more options of Jazzer
	 */
	public static void fuzz(Class<?> fuzzer, String name, String... options) throws IOException, InterruptedException {
		long seconds = Long.getLong("fuzz.seconds", 600);
		Path learnt = Files.createDirectories(Path.of("target/fuzz", name));
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-cp",
						System.getProperty("java.class.path"), "com.code_intelligence.jazzer.Jazzer",
						"--target_class=" + fuzzer.getName(), "--target_args=" + name,
						"--instrumentation_includes=io.github.zmqsecure.**", "-timeout=300",
						"-artifact_prefix=target/fuzz/" + name + "-", "-max_total_time=" + seconds, learnt.toString()));
		command.addAll(List.of(options));
		if (Files.isDirectory(CORPUS.resolve(name))) {
			command.add(CORPUS.resolve(name).toString());
		}
		Path log = Path.of("target/fuzz", name + ".log");
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
		try {
			assertThat(process.waitFor(seconds + 600, TimeUnit.SECONDS)).as("an end, see " + log).isTrue();
			assertThat(process.exitValue()).as("what was found, see " + log).isZero();
		}
		finally {
			process.destroyForcibly();
		}
	}

}
