// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.integration;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A process that answers each line with a line.
 */
class Talk implements AutoCloseable {

	private static final int PATIENCE_SECONDS = 60;

	private static final int KEPT_LINES = 200;

	private final Process process;

	private final PrintStream questions;

	private final String prefix;

	private final BlockingQueue<Optional<String>> answers = new LinkedBlockingQueue<>();

	/** What it printed besides, of use where something fails. */
	private final Queue<String> log = new ConcurrentLinkedQueue<>();

	/**
	 * Start a process, and wait for its first line.
	 * @param prefix what its answers begin with
	 * @param command the command
	 */
	Talk(String prefix, List<String> command) {
		this.prefix = prefix;
		try {
			this.process = new ProcessBuilder(command).redirectErrorStream(true).start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.questions = new PrintStream(this.process.getOutputStream(), true);
		Thread reader = new Thread(this::read, command.get(command.size() - 1));
		reader.setDaemon(true);
		reader.start();
		answer();
	}

	private void read() {
		try (BufferedReader lines = this.process.inputReader()) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				if (line.startsWith(this.prefix)) {
					this.answers.add(Optional.of(line.substring(this.prefix.length())));
				}
				else {
					this.log.add(line);
					if (this.log.size() > KEPT_LINES) {
						this.log.remove();
					}
				}
			}
		}
		catch (IOException ex) {
			this.log.add(ex.toString());
		}
		this.answers.add(Optional.empty());
	}

	String ask(String question) {
		this.questions.println(question);
		return answer();
	}

	private String answer() {
		try {
			Optional<String> answer = this.answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
			if (answer != null && answer.isPresent()) {
				return answer.get();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		throw new IllegalStateException("No answer; it said:\n" + log());
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	String log() {
		return String.join("\n", this.log);
	}

	/**
	 * Send the process a signal.
	 * @param name its name, such as {@code KILL}
	 */
	void signal(String name) {
		TestNetwork.run("kill", "-" + name, Long.toString(this.process.pid()));
	}

	@Override
	public void close() {
		this.process.destroyForcibly().onExit().join();
	}

}
