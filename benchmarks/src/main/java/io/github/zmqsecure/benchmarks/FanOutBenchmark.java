// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * PUB→SUB over CURVE: one publisher, and a process with ten subscribers. The publisher
 * waits for the slowest subscriber, so that each of them gets every message.
 */
class FanOutBenchmark implements Benchmark {

	@Override
	public void run(PeerProcesses processes, Options options, Report report) throws IOException {
		Flows flows = new Flows(processes);
		int subscribers = options.number("subscribers", 10);
		List<BarChart.Panel> panels = new ArrayList<>();
		report.section("PUB→" + subscribers + " SUB");
		for (int size : options.numbers("sizes", "100,1024,65536")) {
			Map<Contestant, Flow> subjects = new LinkedHashMap<>();
			for (Contestant contestant : options.contestants(processes,
					"jnacl,libsodium,starter-bouncy-castle,starter-libsodium,libzmq")) {
				subjects.put(contestant, flows.start(contestant,
						FlowSettings.of(FlowSettings.Pattern.PUB_SUB, size).withSockets(subscribers)));
			}
			panels
				.add(report.rates(size, options.rounds().run(subjects), List.of(Contestant.JNACL, Contestant.LIBZMQ)));
		}
		String title = "PUB→" + subscribers + " SUB over CURVE, messages per second to each";
		report.chart("pub-sub", "PUB→SUB", new BarChart(title, panels));
	}

}
