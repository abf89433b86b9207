// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.zeromq.ZMQ;

/**
 * How many messages go through a broker with CURVE on both sides, the starter's beside
 * {@code zmq_proxy} of libzmq: PULL to PUSH. The same programs in C feed and drain both.
 */
class BrokerBenchmark implements Benchmark {

	private static final String PROGRAM = "broker";

	private static final String ZMQ_PROXY = "zmq-proxy";

	@Override
	public void run(PeerProcesses processes, Options options, Report report) throws IOException {
		report.section("Brokers");
		if (!LibzmqProgram.compile(PROGRAM)) {
			report.print("Brokers need gcc and libzmq3-dev.");
			return;
		}
		for (int size : options.numbers("sizes", "100,1024,65536")) {
			Map<String, Broker> subjects = new LinkedHashMap<>();
			ZMQ.Curve.KeyPair keys = ZMQ.Curve.generateKeyPair();
			subjects.put(ZMQ_PROXY, new Broker(program("proxy", keys.secretKey), keys.publicKey, size));
			subjects.put("starter",
					new Broker(processes.java(processes.starter(), List.of(), BrokerApplication.class, keys.secretKey),
							keys.publicKey, size));
			report.rates(size, options.rounds().run(subjects), List.of(ZMQ_PROXY));
		}
	}

	private static PeerProcess program(String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of(LibzmqProgram.binary(PROGRAM).toString()));
		command.addAll(List.of(arguments));
		return new PeerProcess(command);
	}

	/**
	 * A broker, which is fed and drained while it is its turn. Nothing is left in it:
	 * with messages that it can't pass on {@code zmq_proxy} keeps a processor busy.
	 */
	private static final class Broker implements Rounds.Subject {

		private static final String LEAD = "500";

		private final PeerProcess process;

		private final String publicKey;

		private final int size;

		private final String[] endpoints;

		Broker(PeerProcess process, String publicKey, int size) {
			this.process = process;
			this.publicKey = publicKey;
			this.size = size;
			this.endpoints = process.line().split(" ", -1);
		}

		@Override
		public double[] measure(long millis) throws IOException {
			PeerProcess drain = program("pull", this.endpoints[1], this.publicKey, LEAD, String.valueOf(millis));
			PeerProcess feed = program("push", this.endpoints[0], this.publicKey, String.valueOf(this.size));
			try {
				double rate = drain.number();
				feed.close();
				drain.line();
				return new double[] { rate };
			}
			finally {
				feed.close();
				drain.close();
			}
		}

		@Override
		public void close() {
			this.process.close();
		}

	}

}
