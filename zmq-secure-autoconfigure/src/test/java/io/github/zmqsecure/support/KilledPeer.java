// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.support;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A process that runs {@code killed_peer.c}. What it noted before it was killed can be
 * read afterwards.
 */
public final class KilledPeer implements AutoCloseable {

	/** How Java tells of a process that {@code SIGKILL} ended. */
	private static final int KILLED = 128 + 9;

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final Process process;

	private final DataInputStream notes;

	private KilledPeer(Process process) {
		this.process = process;
		this.notes = new DataInputStream(new BufferedInputStream(process.getInputStream()));
	}

	/**
	 * Start a peer.
	 * @param program what {@code killed_peer.c} was compiled to
	 * @param arguments its arguments
	 * @return the peer
	 */
	public static KilledPeer start(Path program, List<String> arguments) {
		List<String> command = new ArrayList<>(List.of(program.toString()));
		command.addAll(arguments);
		try {
			return new KilledPeer(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Wait for the next number that it notes.
	 * @return the number
	 */
	public long next() {
		if (!isReadable()) {
			await().atMost(PATIENCE)
				.pollDelay(Duration.ZERO)
				.pollInterval(Duration.ofMillis(1))
				.until(() -> isReadable() || !this.process.isAlive());
		}
		return read().orElseThrow(() -> new IllegalStateException("The peer ended"));
	}

	/**
	 * Kill it, and hand over what it had noted and nobody had read. (A {@link Process}
	 * would close its streams, other than its handle.)
	 * @param rest given each number
	 */
	public void kill(LongConsumer rest) {
		this.process.toHandle().destroyForcibly();
		for (OptionalLong number = read(); number.isPresent(); number = read()) {
			rest.accept(number.getAsLong());
		}
	}

	/**
	 * {@code SIGKILL}, unless it was killed before.
	 */
	@Override
	public void close() {
		this.process.destroyForcibly();
		try (this.notes) {
			this.process.getOutputStream().close();
			assertThat(this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
			assertThat(this.process.exitValue()).as("killed, and ended by nothing else").isEqualTo(KILLED);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private boolean isReadable() {
		try {
			return this.notes.available() >= Long.BYTES;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private OptionalLong read() {
		try {
			return OptionalLong.of(this.notes.readLong());
		}
		catch (EOFException ex) {
			return OptionalLong.empty();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
