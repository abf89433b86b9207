// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A program that ran in a JVM of its own. Immutable.
 *
 * @param exitValue how it ended
 * @param output what it printed
 */
public record JavaProgram(int exitValue, String output) {

	/**
	 * Run a program to its end.
	 * @param arguments options of the JVM, a class and its arguments
	 * @return what came of it
	 * @throws IOException if it can't be started
	 * @throws InterruptedException if the caller is interrupted
	 */
	public static JavaProgram run(String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		try {
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(output).isTrue();
			return new JavaProgram(process.exitValue(), output);
		}
		finally {
			process.destroyForcibly();
		}
	}

}
