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
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.zeromq.ZMQ;

/**
 * PUSH→PULL over CURVE between two processes on loopback. The contestants take turns, so
 * that what else the machine does hits them alike.
 *
 * @since 0.1.0
 */
public class EndToEndBenchmark {

	private final PeerProcesses processes;

	private final long warmUp;

	private final long measurement;

	/**
	 * Create a benchmark.
	 * @param processes starts the processes
	 * @param warmUp the milliseconds before each measurement
	 * @param measurement the milliseconds of each measurement
	 */
	public EndToEndBenchmark(PeerProcesses processes, long warmUp, long measurement) {
		this.processes = processes;
		this.warmUp = warmUp;
		this.measurement = measurement;
	}

	/**
	 * Run all contestants that this machine can run.
	 * @param sizes the sizes of messages in bytes
	 * @param rounds how often each contestant runs at each size
	 * @param out where the report goes
	 * @return for each size, the messages per second of each contestant
	 * @throws IOException if a process cannot be started
	 */
	public List<Map<Contestant, Sample>> run(List<Integer> sizes, int rounds, PrintStream out) throws IOException {
		List<Contestant> contestants = new ArrayList<>(List.of(Contestant.values()));
		contestants.removeIf((contestant) -> !this.processes.canRun(contestant));
		List<Map<Contestant, Sample>> results = new ArrayList<>();
		for (int size : sizes) {
			Map<Contestant, Sample> samples = new EnumMap<>(Contestant.class);
			for (int round = 0; round < rounds; round++) {
				for (Contestant contestant : contestants) {
					samples.computeIfAbsent(contestant, (key) -> new Sample()).add(measure(contestant, size));
				}
			}
			Report.print(size, samples, Contestant.JNACL, out);
			results.add(samples);
		}
		return results;
	}

	private double measure(Contestant contestant, int size) throws IOException {
		ZMQ.Curve.KeyPair keys = ZMQ.Curve.generateKeyPair();
		Process pull = this.processes.pull(contestant, keys, this.warmUp, this.measurement, 1);
		try (BufferedReader output = pull.inputReader()) {
			Process push = this.processes.push(contestant, PeerProcesses.line(output), size, keys);
			try {
				return Double.parseDouble(PeerProcesses.line(output));
			}
			finally {
				push.destroyForcibly();
			}
		}
		finally {
			pull.destroyForcibly();
		}
	}

}
