// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.model;

import java.util.List;

import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurvePublicKey;
import io.github.zmqsecure.support.PythonProcess;

/**
 * A process with one libzmq socket, which connects to the server of a link.
 */
final class LinkPeer implements AutoCloseable {

	private final String socket;

	private final Ledger ledger;

	private final PythonProcess process;

	LinkPeer(String socket, String type, int port, CurveKeyPair own, CurvePublicKey server, Ledger ledger) {
		this.socket = socket;
		this.ledger = ledger;
		this.process = PythonProcess.start("model/delivery_peer.py", List.of(type, "tcp://127.0.0.1:" + port,
				own.publicKey().toZ85(), new String(own.secretKey().toZ85()), server.toZ85()));
		Thread reader = new Thread(this::read, "model-libzmq-" + socket);
		reader.setDaemon(true);
		reader.start();
	}

	/** Send, or ask with the next messages. */
	void send(String sender, long first, int count) {
		for (long number = first; number < first + count; number++) {
			this.ledger.offered(sender + "#" + number);
		}
		this.process.println(sender + " " + first + " " + count);
	}

	private void read() {
		this.process.forEachLine(this::take);
		this.ledger.count("libzmq ended " + this.socket);
	}

	private void take(String line) {
		if (line.startsWith("problem ")) {
			this.ledger.problem("libzmq at " + this.socket + ": " + line);
		}
		else if (line.startsWith("answered ")) {
			this.ledger.count("answered " + this.socket);
		}
		else {
			Application.Text text = Application.Text.of(line);
			this.ledger.arrived(this.socket, text.sender(), text.number());
		}
	}

	@Override
	public void close() {
		this.process.close();
	}

}
