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
 * What the programming model costs beside raw JeroMQ sockets: PUSH→PULL of {@code byte[]}
 * over CURVE between two processes on loopback, with the same cryptography everywhere.
 * The models take turns.
 *
 * @since 0.1.0
 */
public class ModelBenchmark {

	private final PeerProcesses processes;

	private final long warmUp;

	private final long measurement;

	/**
	 * Create a benchmark.
	 * @param processes starts the processes
	 * @param warmUp the milliseconds before each measurement
	 * @param measurement the milliseconds of each measurement
	 */
	public ModelBenchmark(PeerProcesses processes, long warmUp, long measurement) {
		this.processes = processes;
		this.warmUp = warmUp;
		this.measurement = measurement;
	}

	/**
	 * Run all models.
	 * @param crypto whose cryptography all of them use
	 * @param sizes the sizes of messages in bytes
	 * @param rounds how often each model runs at each size
	 * @param out where the report goes
	 * @return for each size, the messages per second of each model
	 * @throws IOException if a process cannot be started
	 */
	public List<Map<Model, Sample>> run(Contestant crypto, List<Integer> sizes, int rounds, PrintStream out)
			throws IOException {
		List<Map<Model, Sample>> results = new ArrayList<>();
		for (int size : sizes) {
			Map<Model, Sample> samples = new EnumMap<>(Model.class);
			for (int round = 0; round < rounds; round++) {
				for (Model model : Model.values()) {
					samples.computeIfAbsent(model, (key) -> new Sample()).add(measure(crypto, model, size));
				}
			}
			Report.print(size, samples, Model.RAW, out);
			results.add(samples);
		}
		return results;
	}

	private double measure(Contestant crypto, Model model, int size) throws IOException {
		ZMQ.Curve.KeyPair keys = ZMQ.Curve.generateKeyPair();
		Process receiver = this.processes.java(crypto, model.receiver(), String.valueOf(this.warmUp),
				String.valueOf(this.measurement), keys.secretKey, "1", Report.label(model));
		try (BufferedReader output = receiver.inputReader()) {
			Process sender = this.processes.java(crypto, model.sender(), PeerProcesses.line(output),
					String.valueOf(size), keys.publicKey);
			try {
				return Double.parseDouble(PeerProcesses.line(output));
			}
			finally {
				sender.destroyForcibly();
			}
		}
		finally {
			receiver.destroyForcibly();
		}
	}

}
