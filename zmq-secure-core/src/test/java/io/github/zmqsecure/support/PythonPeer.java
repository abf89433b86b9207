// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.support;

import java.util.List;

import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurvePublicKey;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A peer that runs {@code peers/peer.py}, which prints JSON.
 */
public final class PythonPeer implements AutoCloseable {

	private static final JsonMapper JSON = JsonMapper.shared();

	private final PythonProcess process;

	private PythonPeer(PythonProcess process) {
		this.process = process;
	}

	/**
	 * Skip the test where there is no pyzmq, except on a build server, where it fails.
	 */
	public static void assumeAvailable() {
		PythonProcess.assumeAvailable();
	}

	/**
	 * Start a peer.
	 * @param arguments the sub-command and its options
	 * @return the peer
	 */
	public static PythonPeer start(String... arguments) {
		return new PythonPeer(PythonProcess.start("peers/peer.py", List.of(arguments)));
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
		return JSON.readTree(this.process.line());
	}

	/**
	 * Tell the peer to end.
	 * @return what it printed since it was last read
	 */
	public List<JsonNode> finish() {
		this.process.endInput();
		return readAll();
	}

	/**
	 * Send a signal to the peer.
	 * @param name the name of the signal, such as {@code STOP}
	 */
	public void signal(String name) {
		this.process.signal(name);
	}

	@Override
	public void close() {
		this.process.close();
	}

	private List<JsonNode> readAll() {
		return this.process.rest().stream().map(JSON::readTree).toList();
	}

}
