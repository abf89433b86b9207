// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ClassPathResource;

/**
 * A process that runs a script with pyzmq, and below it libzmq.
 */
public final class PythonProcess implements AutoCloseable {

	private static final Path PYTHON = Path.of("/usr/bin/python3");

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final Process process;

	private final PrintStream input;

	/** What it printed, and at last nothing. */
	private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();

	private PythonProcess(List<String> command) throws IOException {
		this.process = new ProcessBuilder(command).start();
		this.input = new PrintStream(this.process.getOutputStream(), true);
		copy(this.process.inputReader(), (line) -> this.lines.add(Optional.of(line)),
				() -> this.lines.add(Optional.empty()));
		copy(this.process.errorReader(), System.err::println, () -> {
		});
	}

	/**
	 * Skip the test where there is no pyzmq, except on a build server, where it fails.
	 */
	public static void assumeAvailable() {
		Prerequisite.assume(isAvailable(),
				"Interoperability with libzmq is not tested: " + PYTHON + " has no pyzmq (Debian: python3-zmq)");
	}

	/**
	 * Start a script.
	 * @param script the script on the class path
	 * @param arguments its arguments
	 * @return the process
	 */
	public static PythonProcess start(String script, List<String> arguments) {
		assumeAvailable();
		return start(copyOf(script), arguments);
	}

	/**
	 * Start a script.
	 * @param script the file
	 * @param arguments its arguments
	 * @return the process
	 */
	public static PythonProcess start(Path script, List<String> arguments) {
		assumeAvailable();
		try {
			List<String> command = new ArrayList<>(List.of(PYTHON.toString(), script.toString()));
			command.addAll(arguments);
			return new PythonProcess(command);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the next line that the script prints.
	 * @return the line
	 */
	public String line() {
		return poll(PATIENCE).orElseThrow(() -> new IllegalStateException("The script ended and said no more"));
	}

	/**
	 * Return the next line that the script prints in time.
	 * @param timeout how long to wait for it
	 * @return the line, {@code null} if there is none
	 */
	public @Nullable String lineWithin(Duration timeout) {
		try {
			Optional<String> line = this.lines.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
			return (line != null) ? line.orElse(null) : null;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return what the script prints until it ends.
	 * @return the lines
	 */
	public List<String> rest() {
		List<String> rest = new ArrayList<>();
		for (Optional<String> line = poll(PATIENCE); line.isPresent(); line = poll(PATIENCE)) {
			rest.add(line.get());
		}
		return rest;
	}

	/**
	 * Hand over what the script prints until it ends, however long that takes.
	 * @param taker given each line
	 */
	public void forEachLine(Consumer<String> taker) {
		try {
			for (Optional<String> line = this.lines.take(); line.isPresent(); line = this.lines.take()) {
				taker.accept(line.get());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Give the script a line to read.
	 * @param line the line
	 */
	public void println(String line) {
		this.input.println(line);
	}

	/**
	 * Tell the script that there is nothing more to read.
	 */
	public void endInput() {
		this.input.close();
	}

	/**
	 * Return whether the script runs.
	 * @return whether it does
	 */
	public boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * Return how the script ended, once it has.
	 * @return the exit code
	 */
	public int exitValue() {
		try {
			if (!this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
				throw new IllegalStateException("The script does not end");
			}
			return this.process.exitValue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Send a signal to the process.
	 * @param name the name of the signal, such as {@code STOP}
	 */
	public void signal(String name) {
		try {
			new ProcessBuilder("kill", "-" + name, Long.toString(this.process.pid())).start().waitFor();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
		try {
			this.process.waitFor(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private Optional<String> poll(Duration timeout) {
		try {
			Optional<String> line = this.lines.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
			if (line == null) {
				throw new IllegalStateException("The script says nothing");
			}
			return line;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void copy(BufferedReader output, Consumer<String> lines, Runnable end) {
		Thread thread = new Thread(() -> {
			try (output) {
				output.lines().forEach(lines);
			}
			catch (IOException | UncheckedIOException ex) {
				System.err.println(ex);
			}
			finally {
				end.run();
			}
		}, "python-output");
		thread.setDaemon(true);
		thread.start();
	}

	private static boolean isAvailable() {
		if (!Files.isExecutable(PYTHON)) {
			return false;
		}
		try {
			Process process = new ProcessBuilder(PYTHON.toString(), "-c", "import zmq")
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start();
			return process.waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/**
	 * Copy a script to where Python finds it.
	 * @param script the script on the class path
	 * @return the copy, which is deleted at the end of this JVM
	 */
	public static Path copyOf(String script) {
		try {
			Path copy = Files.createTempFile("peer", ".py");
			copy.toFile().deleteOnExit();
			Files.write(copy, new ClassPathResource(script).getContentAsByteArray());
			return copy;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
