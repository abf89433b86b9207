// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.support;

import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A peer in C, compiled against the libzmq of the machine.
 */
public final class LibzmqProgram {

	private LibzmqProgram() {
	}

	/**
	 * Compile a program; skip the test where there is no compiler or no libzmq, except in
	 * continuous integration, which has to have them.
	 * @param name the name of its source
	 * @param directory where the program goes
	 * @return the program
	 * @throws Exception if the compiler can't be run
	 */
	public static Path compile(String name, Path directory) throws Exception {
		URL source = Objects.requireNonNull(LibzmqProgram.class.getResource("/model/" + name + ".c"));
		Path program = directory.resolve(name);
		boolean compiled = compiles("gcc", "-Wall", "-Werror", "-o", program.toString(),
				Path.of(source.toURI()).toString(), "-lzmq");
		Prerequisite.assume(compiled, "a peer in C can't be compiled: install gcc and libzmq3-dev");
		return program;
	}

	/**
	 * Run a program to its end.
	 * @param program the program
	 * @param arguments its arguments
	 * @return what it printed
	 * @throws IOException if it can't be run
	 * @throws InterruptedException if the caller is interrupted
	 */
	public static String run(Path program, String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of(program.toString()));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
		return output.trim();
	}

	private static boolean compiles(String... command) throws InterruptedException {
		try {
			return new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
