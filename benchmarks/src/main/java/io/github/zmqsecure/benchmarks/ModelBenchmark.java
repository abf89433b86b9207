// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

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
