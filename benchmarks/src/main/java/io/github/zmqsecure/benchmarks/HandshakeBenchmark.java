// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.zeromq.ZMQ;

/**
 * What a handshake costs a server: processor time while two clients at a time shake
 * hands, and the rate of as many as are made when eight do.
 */
class HandshakeBenchmark implements Benchmark {

	private static final List<String> UNLIMITED = List.of("-Dzmq.secure.limits.max-handshakes-per-second=1000000",
			"-Dzmq.secure.limits.max-handshakes-per-second-per-address=1000000",
			"-Dzmq.secure.limits.max-connections-per-address=1000",
			"-Dzmq.secure.limits.max-connections-per-peer=1000");

	@Override
	public void run(PeerProcesses processes, Options options, Report report) throws IOException {
		Map<Contestant, Server> subjects = new LinkedHashMap<>();
		for (Contestant contestant : options.contestants(processes,
				"bouncy-castle,libsodium,starter-bouncy-castle,starter-libsodium,libzmq,libzmq-zap")) {
			subjects.put(contestant, start(processes, contestant));
		}
		report.section("Handshakes");
		Table table = new Table("server", "CPU µs each", "spread", "handshakes/s", "spread", "failed");
		Map<String, Double> bars = new LinkedHashMap<>();
		options.rounds().run(subjects).forEach((contestant, samples) -> {
			Sample cost = samples.get(0);
			Sample rate = samples.get(1);
			table.row(contestant.label(), Table.number(cost.median()), Table.percent(cost.spread()),
					Table.number(rate.median()), Table.percent(rate.spread()),
					String.valueOf((int) samples.get(2).best()));
			bars.put(contestant.label(), cost.median());
		});
		report.print(table);
		report.chart("handshakes", "Handshakes", new BarChart("Processor time of the server for a handshake, µs",
				List.of(new BarChart.Panel("", bars))));
	}

	private static Server start(PeerProcesses processes, Contestant contestant) throws IOException {
		ZMQ.Curve.KeyPair keys = ZMQ.Curve.generateKeyPair();
		CurveHandshakeClient client = new CurveHandshakeClient(keys.publicKey);
		List<String> listed = List.of("-Dzmq.secure.peers.client.public-key=" + client.publicKey(),
				"-Dzmq.secure.sockets.server.clients=client");
		FlowSettings settings = FlowSettings.of(FlowSettings.Pattern.PUSH_PULL, 1)
			.withFlags(Stream.concat(UNLIMITED.stream(), listed.stream()).toList());
		PeerProcess process = new Flows(processes).server(contestant, Flows.Receiver.SOCKET, keys, settings);
		return new Server(process, new HandshakeLoad(client, process.line()));
	}

	/**
	 * A server and those who shake hands with it, one handshake for each millisecond of a
	 * measurement.
	 *
	 * @param process the process of the server
	 * @param load those who shake hands
	 */
	private record Server(PeerProcess process, HandshakeLoad load) implements Rounds.Subject {

		private static final int FEW = 2;

		private static final int MANY = 8;

		private static final double MICROS = 1e6;

		@Override
		public double[] measure(long millis) throws IOException {
			double before = this.process.figures().cpuSeconds();
			int completed = this.load.completed();
			this.load.run(FEW, (int) millis);
			double cost = (this.process.figures().cpuSeconds() - before) * MICROS / (this.load.completed() - completed);
			double rate = this.load.run(MANY, (int) millis);
			return new double[] { cost, rate, this.load.failed() };
		}

		@Override
		public void close() {
			this.process.close();
		}

	}

}
