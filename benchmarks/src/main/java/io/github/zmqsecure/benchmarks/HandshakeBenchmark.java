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

package io.github.zmqsecure.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;

import org.zeromq.ZMQ;

/**
 * How much of its rate an authenticated pair keeps while unauthenticated peers shake
 * hands with the same socket on the same I/O thread.
 *
 * @since 0.1.0
 */
public class HandshakeBenchmark {

	private static final int SIZE = 1024;

	private static final int PARTS = 5;

	private final PeerProcesses processes;

	private final int rate;

	private final long warmUp;

	private final long millis;

	/**
	 * Create a benchmark.
	 * @param processes starts the processes
	 * @param rate the handshakes in a second to try
	 * @param warmUp the milliseconds before the first measurement
	 * @param millis the milliseconds without unauthenticated peers, and then with them
	 */
	public HandshakeBenchmark(PeerProcesses processes, int rate, long warmUp, long millis) {
		this.processes = processes;
		this.rate = rate;
		this.warmUp = warmUp;
		this.millis = millis;
	}

	/**
	 * Run one contestant.
	 * @param contestant the contestant
	 * @param out where the report goes
	 * @return the part of its rate that the pair kept, by the medians
	 * @throws IOException if a process cannot be started
	 * @throws InterruptedException if interrupted
	 */
	public double run(Contestant contestant, PrintStream out) throws IOException, InterruptedException {
		ZMQ.Curve.KeyPair keys = ZMQ.Curve.generateKeyPair();
		Process pull = this.processes.pull(contestant, keys, this.warmUp, this.millis / PARTS, 2 * PARTS);
		try (BufferedReader output = pull.inputReader()) {
			String endpoint = PeerProcesses.line(output);
			Process push = this.processes.push(contestant, endpoint, SIZE, keys);
			try {
				return measure(contestant, keys, endpoint, output, out);
			}
			finally {
				push.destroyForcibly();
			}
		}
		finally {
			pull.destroyForcibly();
		}
	}

	private double measure(Contestant contestant, ZMQ.Curve.KeyPair keys, String endpoint, BufferedReader output,
			PrintStream out) throws InterruptedException {
		double undisturbed = median(output);
		int port = Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
		HandshakeLoad load = new HandshakeLoad(keys.publicKey, port);
		double handshakes = load.run(this.rate, this.millis);
		double disturbed = median(output);
		out.printf(
				"%-16s %,10.0f msg/s alone, %,10.0f msg/s (%.0f%%) with %.0f handshakes/s: %,d complete, %d failed%n",
				contestant.label(), undisturbed, disturbed, 100 * disturbed / undisturbed, handshakes, load.completed(),
				load.failed());
		return disturbed / undisturbed;
	}

	private static double median(BufferedReader output) {
		Sample sample = new Sample();
		for (int i = 0; i < PARTS; i++) {
			sample.add(Double.parseDouble(PeerProcesses.line(output)));
		}
		return sample.median();
	}

}
