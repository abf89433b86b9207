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

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What each part of the programming model costs beside raw JeroMQ sockets: PUSH→PULL of
 * {@code byte[]} over CURVE between two processes, with the same cryptography everywhere.
 */
class ModelBenchmark implements Benchmark {

	@Override
	public void run(PeerProcesses processes, Options options, Report report) throws IOException {
		report.section("Parts of the programming model");
		for (int size : options.numbers("sizes", "100,1024,65536")) {
			Map<String, Flow> subjects = new LinkedHashMap<>();
			add(subjects, processes, "raw", Flows.Sender.SOCKET, Flows.Receiver.SOCKET, size);
			add(subjects, processes, "template", Flows.Sender.TEMPLATE, Flows.Receiver.SOCKET, size);
			add(subjects, processes, "listener", Flows.Sender.SOCKET, Flows.Receiver.LISTENER, size);
			add(subjects, processes, "method", Flows.Sender.SOCKET, Flows.Receiver.METHOD, size);
			add(subjects, processes, "template, method", Flows.Sender.TEMPLATE, Flows.Receiver.METHOD, size);
			report.rates(size, options.rounds().run(subjects), List.of("raw"));
		}
	}

	private static void add(Map<String, Flow> subjects, PeerProcesses processes, String name, Flows.Sender from,
			Flows.Receiver to, int size) throws IOException {
		subjects.put(name, new Flows(processes).start(processes.raw(), from, to,
				FlowSettings.of(FlowSettings.Pattern.PUSH_PULL, size)));
	}

}
