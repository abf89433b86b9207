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
