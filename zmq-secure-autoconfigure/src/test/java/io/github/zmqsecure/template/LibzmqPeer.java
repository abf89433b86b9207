// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.template;

import java.time.Duration;
import java.util.List;

import io.github.zmqsecure.support.PythonProcess;
import org.zeromq.ZMQ;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A peer in another process that runs libzmq through pyzmq.
 */
final class LibzmqPeer implements AutoCloseable {

	private final PythonProcess process;

	private LibzmqPeer(PythonProcess process) {
		this.process = process;
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
			ZMQ.Curve.KeyPair server, String sizes) {
		LibzmqPeer peer = new LibzmqPeer(
				PythonProcess.start("model/peer.py", List.of(type, task, (binds) ? "bind" : "connect",
						"tcp://127.0.0.1:" + port, own.publicKey, own.secretKey, server.publicKey, sizes)));
		assertThat(peer.line()).isEqualTo("ready");
		return peer;
	}

	/**
	 * Return the next line that it prints.
	 */
	String line() {
		return this.process.line();
	}

	/**
	 * Return the next line that it prints, {@code null} if it prints none in time.
	 */
	String lineWithin(long millis) {
		return this.process.lineWithin(Duration.ofMillis(millis));
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	@Override
	public void close() {
		this.process.close();
	}

}
