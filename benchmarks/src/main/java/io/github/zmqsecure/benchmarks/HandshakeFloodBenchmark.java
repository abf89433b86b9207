// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

import org.zeromq.ZMQ;

/**
 * How much of its rate an authenticated pair keeps while unauthenticated peers shake
 * hands with the same socket on the same I/O thread.
 */
class HandshakeFloodBenchmark implements Benchmark {

	private static final int SIZE = 1024;

	@Override
	public void run(PeerProcesses processes, Options options, Report report) throws IOException {
		Table table = new Table("contestant", "msg/s alone", "msg/s with handshakes", "kept", "handshakes/s", "failed");
		for (Contestant contestant : options.contestants(processes, "bouncy-castle,libsodium,libzmq")) {
			measure(processes, contestant, options, table);
		}
		report.section("Messages while others shake hands");
		report.print(table);
	}

	private static void measure(PeerProcesses processes, Contestant contestant, Options options, Table table)
			throws IOException {
		ZMQ.Curve.KeyPair keys = ZMQ.Curve.generateKeyPair();
		FlowSettings settings = FlowSettings.of(FlowSettings.Pattern.PUSH_PULL, SIZE);
		Rounds rounds = options.rounds();
		Flows flows = new Flows(processes);
		PeerProcess server = flows.server(contestant, Flows.Receiver.SOCKET, keys, settings);
		String endpoint = server.line();
		try (Flow flow = flows.connect(contestant, Flows.Sender.SOCKET, keys, server, endpoint, settings)) {
			flow.measure(rounds.warmUp());
			Sample alone = measure(flow, rounds);
			HandshakeLoad load = new HandshakeLoad(new CurveHandshakeClient(keys.publicKey), endpoint);
			CompletableFuture<Double> rate = load.start(options.number("rate", 500),
					rounds.rounds() * (rounds.millis() + 500));
			Sample disturbed = measure(flow, rounds);
			table.row(contestant.label(), Table.number(alone.median()), Table.number(disturbed.median()),
					Table.percent(disturbed.median() / alone.median()), Table.number(rate.join()),
					String.valueOf(load.failed()));
		}
	}

	private static Sample measure(Flow flow, Rounds rounds) throws IOException {
		Sample sample = new Sample();
		for (int i = 0; i < rounds.rounds(); i++) {
			sample.add(flow.measure(rounds.millis())[0]);
		}
		return sample;
	}

}
