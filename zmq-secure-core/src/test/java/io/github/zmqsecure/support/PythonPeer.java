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

package io.github.zmqsecure.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurvePublicKey;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;

/**
 * A process that runs {@code peers/peer.py}: pyzmq, and below it libzmq.
 */
public final class PythonPeer implements AutoCloseable {

	private static final Path PYTHON = Path.of("/usr/bin/python3");

	private static final JsonMapper JSON = JsonMapper.shared();

	private final Process process;

	private final BufferedReader output;

	private PythonPeer(List<String> arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of(PYTHON.toString(), script().toString()));
		command.addAll(arguments);
		this.process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		this.output = this.process.inputReader();
	}

	/**
	 * Skip the test where there is no pyzmq, except on a build server, where it fails.
	 */
	public static void assumeAvailable() {
		boolean available = isAvailable();
		if (!available && "true".equals(System.getenv("CI"))) {
			throw new AssertionError("The build server needs Debian's package python3-zmq for its " + PYTHON);
		}
		Assumptions.assumeTrue(available,
				"Interoperability with libzmq is not tested: " + PYTHON + " has no pyzmq (Debian: python3-zmq)");
	}

	/**
	 * Start a peer.
	 * @param arguments the sub-command and its options
	 * @return the peer
	 */
	public static PythonPeer start(String... arguments) {
		assumeAvailable();
		try {
			return new PythonPeer(Arrays.asList(arguments));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Run a peer until it ends.
	 * @param arguments the sub-command and its options
	 * @return what it printed
	 */
	public static List<JsonNode> run(String... arguments) {
		try (PythonPeer peer = start(arguments)) {
			return peer.readAll();
		}
	}

	/**
	 * Return the options that tell a peer who it is and whom it talks to.
	 * @param pair its key pair
	 * @param server the key it insists on
	 * @return the options
	 */
	public static String[] keys(CurveKeyPair pair, CurvePublicKey server) {
		return new String[] { "--public=" + pair.publicKey().toZ85(),
				"--secret=" + new String(pair.secretKey().toZ85()), "--server=" + server.toZ85() };
	}

	/**
	 * Read the next line that the peer prints.
	 * @return the line
	 */
	public JsonNode read() {
		try {
			String line = this.output.readLine();
			if (line == null) {
				throw new IllegalStateException("The peer ended and said no more");
			}
			return JSON.readTree(line);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Tell the peer to end.
	 * @return what it printed since it was last read
	 */
	public List<JsonNode> finish() {
		try {
			this.process.getOutputStream().close();
			return readAll();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Send a signal to the peer.
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

	private List<JsonNode> readAll() {
		return this.output.lines().map(JSON::readTree).toList();
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

	private static Path script() throws IOException {
		Path script = Files.createTempFile("peer", ".py");
		script.toFile().deleteOnExit();
		Files.write(script, new ClassPathResource("peers/peer.py").getContentAsByteArray());
		return script;
	}

}
