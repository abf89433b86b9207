// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.zeromq.ZMQ;

/**
 * What many connected clients cost a server that they send nothing to. The clients are
 * sockets of libzmq, in one process.
 */
class ConnectionsBenchmark implements Benchmark {

	/** The heap is resident from the beginning, so that only the rest can grow. */
	private static final List<String> FLAGS = List.of("-Xms1g", "-XX:+AlwaysPreTouch",
			"-Dmanagement.endpoints.web.exposure.include=health,zmq", "-Dzmq.secure.limits.handshake-timeout=60s");

	private static final List<String> LIMITS = List.of("max-connections", "max-connections-per-address",
			"max-connections-per-peer", "max-pending-handshakes", "max-pending-handshakes-per-address",
			"max-handshakes-per-second", "max-handshakes-per-second-per-address");

	/** Those that connect before, and pay for what is loaded once. */
	private static final int FIRST = 100;

	@Override
	public void run(PeerProcesses processes, Options options, Report report) throws IOException {
		Table table = new Table("server, clients", "connected in s", "heap KiB each", "direct KiB each",
				"resident KiB each", "idle CPU", "health ms", "zmq ms");
		for (int clients : options.numbers("clients", "1000,5000")) {
			for (Contestant contestant : options.contestants(processes, processes.starter().label() + ",libzmq-zap")) {
				if (processes.canRun(Contestant.LIBZMQ)) {
					measure(processes, contestant, clients, options.number("idle", 10_000), table);
				}
			}
		}
		report.section("Connected clients");
		report.print(table);
	}

	private static void measure(PeerProcesses processes, Contestant contestant, int clients, int idle, Table table)
			throws IOException {
		ZMQ.Curve.KeyPair keys = ZMQ.Curve.generateKeyPair();
		FlowSettings settings = FlowSettings.of(FlowSettings.Pattern.PUSH_PULL, 1).withSockets(clients);
		try (PeerProcess server = server(processes, contestant, keys, settings)) {
			String endpoint = server.line();
			try (PeerProcess first = connect(processes, keys, endpoint, settings.withSockets(FIRST))) {
				first.line();
			}
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(idle));
			figures(server, contestant);
			double[] before = figures(server, contestant);
			double resident = server.figures().residentKibibytes();
			try (PeerProcess peers = connect(processes, keys, endpoint, settings)) {
				double seconds = peers.number();
				double cpu = server.figures().cpuSeconds();
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(idle));
				cpu = (server.figures().cpuSeconds() - cpu) * 1000 / idle;
				double[] after = figures(server, contestant);
				double heap = (after[0] - before[0]) / clients;
				double grown = (server.figures().residentKibibytes() - resident) / clients;
				boolean java = !contestant.isLibzmq();
				table.row(contestant.label() + ", " + clients, Table.number(seconds), number(heap, java),
						number((after[1] - before[1]) / clients, java), Table.number(grown + heap), Table.percent(cpu),
						number(after[2], java), number(after[3], java));
			}
		}
	}

	private static PeerProcess connect(PeerProcesses processes, ZMQ.Curve.KeyPair keys, String endpoint,
			FlowSettings settings) throws IOException {
		return new PeerProcess(processes.libzmq().command("clients", keys.publicKey, endpoint, settings, false));
	}

	private static String number(double value, boolean known) {
		return known ? Table.number(value) : "";
	}

	private static PeerProcess server(PeerProcesses processes, Contestant contestant, ZMQ.Curve.KeyPair keys,
			FlowSettings settings) throws IOException {
		if (contestant.isLibzmq()) {
			return new Flows(processes).server(contestant, Flows.Receiver.SOCKET, keys, settings);
		}
		List<String> flags = new ArrayList<>(FLAGS);
		LIMITS.forEach((limit) -> flags.add("-Dzmq.secure.limits." + limit + "=" + 2 * (FIRST + settings.sockets())));
		return processes.java(contestant, flags, MonitoredPeer.class, "pull", keys.secretKey);
	}

	private static double[] figures(PeerProcess server, Contestant contestant) throws IOException {
		if (contestant.isLibzmq()) {
			return new double[4];
		}
		return Arrays.stream(server.ask(0).split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
	}

}
