// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A child process, which announces that it is ready, and then waits for its turns.
 */
final class PeerProcess implements AutoCloseable {

	static final String MARK = "> ";

	private static final File ERRORS = new File("target/peers.log");

	private static final int LIMIT = 300;

	private static final int SHOWN = 7;

	private final Process process;

	private final BufferedReader output;

	private final Writer input;

	private final List<String> command;

	PeerProcess(List<String> command) throws IOException {
		this.command = command;
		this.process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(ERRORS)).start();
		this.output = this.process.inputReader();
		this.input = this.process.outputWriter();
	}

	/**
	 * Read what the process announced or answered.
	 * @return the next line that is meant for the benchmark
	 */
	String line() {
		CompletableFuture<Void> limit = CompletableFuture.runAsync(this.process::destroyForcibly,
				CompletableFuture.delayedExecutor(LIMIT, TimeUnit.SECONDS));
		try {
			for (String line = this.output.readLine(); line != null; line = this.output.readLine()) {
				if (line.startsWith(MARK)) {
					return line.substring(MARK.length());
				}
			}
			throw new IllegalStateException("A process of the benchmark ended early or hung, see " + ERRORS + ": "
					+ this.command.subList(Math.max(0, this.command.size() - SHOWN), this.command.size()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			limit.cancel(false);
		}
	}

	double number() {
		return Double.parseDouble(line());
	}

	void turn(long... numbers) throws IOException {
		StringBuilder line = new StringBuilder();
		for (long number : numbers) {
			line.append(line.isEmpty() ? "" : " ").append(number);
		}
		this.input.append(line).append('\n').flush();
	}

	String ask(long... numbers) throws IOException {
		turn(numbers);
		return line();
	}

	ProcessFigures figures() {
		return new ProcessFigures(this.process.pid());
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
		try {
			this.process.waitFor(5, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
