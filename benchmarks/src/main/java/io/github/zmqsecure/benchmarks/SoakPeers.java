// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

import org.zeromq.ZMQ;

/**
 * The server of a soak, its client, and the directory of those that it lets in.
 */
final class SoakPeers implements AutoCloseable {

	/** What is measured, in this order. */
	static final List<String> FIGURES = List.of("messages/s", "p50 µs", "p99 µs", "p99.9 µs", "heap KiB",
			"direct memory KiB", "resident KiB", "descriptors");

	private static final int HOSTILE = 100;

	private final ZMQ.Curve.KeyPair keys = ZMQ.Curve.generateKeyPair();

	private final CurveHandshakeClient welcome = new CurveHandshakeClient(this.keys.publicKey);

	private final List<CurveHandshakeClient> hostile = List.of(new CurveHandshakeClient(this.keys.publicKey),
			new CurveHandshakeClient(ZMQ.Curve.generateKeyPair().publicKey));

	private final Path directory;

	private final PeerProcess server;

	private final String endpoint;

	private final PeerProcess client;

	SoakPeers(PeerProcesses processes, Path directory, int size) throws IOException {
		this.directory = directory;
		ZMQ.Curve.KeyPair own = ZMQ.Curve.generateKeyPair();
		Files.writeString(directory.resolve("client.key"), own.publicKey);
		Files.writeString(directory.resolve("visitor.key"), this.welcome.publicKey());
		Contestant contestant = Contestant.TEMPLATE_METHOD;
		this.server = processes
			.java(contestant,
					List.of("-Dzmq.secure.peer-directory=" + directory.toUri(), "-Dzmq.secure.reload.period=1s",
							"-Dzmq.secure.sockets.server.clients=@directory"),
					SoakServerPeer.class, this.keys.secretKey);
		this.endpoint = this.server.line();
		String secretKey = HexFormat.of().formatHex(ZMQ.Curve.z85Decode(own.secretKey));
		this.client = processes.java(contestant,
				List.of("-Dzmq.secure.keys.own.secret-key=" + secretKey, "-Dzmq.secure.sockets.client.key=own"),
				SoakClientPeer.class, this.keys.publicKey, this.endpoint, String.valueOf(size));
		this.client.line();
	}

	/**
	 * Send.
	 * @param millis for how long
	 * @param rate how many messages in a second
	 * @param rebuild whether an I/O thread of the server ends meanwhile
	 * @return the figures
	 * @throws IOException if a process ended early
	 */
	double[] measure(long millis, long rate, boolean rebuild) throws IOException {
		this.client.turn(millis, rate);
		if (rebuild) {
			this.server.ask(1);
		}
		this.client.line();
		String[] figures = this.server.ask(0).split(" ", -1);
		double[] values = new double[FIGURES.size()];
		for (int i = 0; i < figures.length; i++) {
			values[i] = Double.parseDouble(figures[i]);
		}
		values[figures.length] = this.server.figures().residentKibibytes();
		values[figures.length + 1] = this.server.figures().descriptors();
		return values;
	}

	void reloadKeys() throws IOException {
		Files.writeString(this.directory.resolve("rotating.key"), ZMQ.Curve.generateKeyPair().publicKey);
	}

	SoakVisitors visitors(int rate, long millis, int turn) {
		SoakVisitors visitors = new SoakVisitors();
		visitors.add(this.welcome, this.endpoint, rate, millis);
		visitors.add(this.hostile.get(turn % this.hostile.size()), this.endpoint, Math.max(1, rate / HOSTILE), millis);
		return visitors;
	}

	@Override
	public void close() {
		this.client.close();
		this.server.close();
	}

}
