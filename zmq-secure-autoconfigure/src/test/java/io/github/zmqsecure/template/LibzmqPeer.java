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

package io.github.zmqsecure.template;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;
import org.zeromq.ZMQ;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A peer in another process that runs libzmq through pyzmq.
 */
final class LibzmqPeer implements AutoCloseable {

	private static final String PYTHON = "/usr/bin/python3";

	private final Process process;

	private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

	private LibzmqPeer(Process process) {
		this.process = process;
		Thread reader = new Thread(this::read, "peer-output");
		reader.setDaemon(true);
		reader.start();
	}

	/**
	 * Skip the test where there is no pyzmq, except in continuous integration, which has
	 * to have it.
	 */
	static void assumeAvailable() {
		boolean available = Files.isExecutable(Path.of(PYTHON)) && succeeds(PYTHON, "-c", "import zmq");
		String message = "pyzmq is missing: install python3-zmq for " + PYTHON;
		if (Boolean.parseBoolean(System.getenv("CI"))) {
			assertThat(available).as(message).isTrue();
		}
		Assumptions.assumeTrue(available, message);
	}

	/**
	 * Start a peer and wait until it is bound or connecting.
	 * @param type the type of its socket
	 * @param task what it does
	 * @param binds whether it binds and is the CURVE server
	 * @param port the port
	 * @param own its key pair
	 * @param server the key pair of the CURVE server
	 * @param sizes the sizes of its messages
	 */
	static LibzmqPeer start(String type, String task, boolean binds, int port, ZMQ.Curve.KeyPair own,
			ZMQ.Curve.KeyPair server, String sizes) throws Exception {
		List<String> command = new ArrayList<>(List.of(PYTHON, script(), type, task, (binds) ? "bind" : "connect",
				"tcp://127.0.0.1:" + port, own.publicKey, own.secretKey, server.publicKey));
		command.add(sizes);
		LibzmqPeer peer = new LibzmqPeer(new ProcessBuilder(command).redirectErrorStream(true).start());
		assertThat(peer.line()).isEqualTo("ready");
		return peer;
	}

	/**
	 * Return the next line that it prints.
	 */
	String line() throws InterruptedException {
		return String.valueOf(this.lines.poll(30, TimeUnit.SECONDS));
	}

	/**
	 * Return the next line that it prints, {@code null} if it prints none in time.
	 */
	String lineWithin(long millis) throws InterruptedException {
		return this.lines.poll(millis, TimeUnit.MILLISECONDS);
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	private void read() {
		try (BufferedReader output = this.process.inputReader()) {
			output.lines().forEach(this.lines::add);
		}
		catch (IOException | UncheckedIOException ex) {
			this.lines.add(ex.toString());
		}
	}

	private static String script() throws URISyntaxException {
		URL script = LibzmqPeer.class.getResource("/model/peer.py");
		return Path.of(script.toURI()).toString();
	}

	private static boolean succeeds(String... command) {
		try {
			return new ProcessBuilder(command).start().waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
