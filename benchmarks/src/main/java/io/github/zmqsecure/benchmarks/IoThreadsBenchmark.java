// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a server gains by a second I/O thread: four PUSH clients and a PULL server, and a
 * PUB server and four subscribers, each client a process of its own.
 */
class IoThreadsBenchmark implements Benchmark {

	private static final int CLIENTS = 4;

	@Override
	public void run(PeerProcesses processes, Options options, Report report) throws IOException {
		int size = options.number("size", 65536);
		report.section("I/O threads");
		report.print(CLIENTS + " PUSH clients, one PULL server:");
		run(processes, options, report, FlowSettings.of(FlowSettings.Pattern.PUSH_PULL, size).withClients(CLIENTS));
		report.print("One PUB server, " + CLIENTS + " SUB clients, messages to each:");
		run(processes, options, report, FlowSettings.of(FlowSettings.Pattern.PUB_SUB, size).withClients(CLIENTS));
	}

	private static void run(PeerProcesses processes, Options options, Report report, FlowSettings settings)
			throws IOException {
		Map<String, Flow> subjects = new LinkedHashMap<>();
		String contestants = processes.raw().label() + "," + processes.starter().label() + ",libzmq";
		List<Contestant> present = options.contestants(processes, contestants);
		for (Contestant contestant : present) {
			for (int threads : options.numbers("io-threads", "1,2")) {
				subjects.put(contestant.label() + ", " + threads,
						new Flows(processes).start(contestant, settings.withIoThreads(threads)));
			}
		}
		report.rates(settings.size(), options.rounds().run(subjects),
				present.stream().map((contestant) -> contestant.label() + ", 1").toList());
	}

}
