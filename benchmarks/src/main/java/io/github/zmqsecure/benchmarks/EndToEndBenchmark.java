// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * PUSH→PULL over CURVE between two processes on loopback.
 */
class EndToEndBenchmark implements Benchmark {

	static final String CONTESTANTS = "jnacl,bouncy-castle,libsodium,starter-bouncy-castle,starter-libsodium,"
			+ "template-listener,template-method,spring-integration,libzmq,libzmq-zap";

	@Override
	public void run(PeerProcesses processes, Options options, Report report) throws IOException {
		Flows flows = new Flows(processes);
		List<BarChart.Panel> panels = new ArrayList<>();
		report.section("PUSH→PULL");
		for (int size : options.numbers("sizes", "100,1024,65536,1048576")) {
			Map<Contestant, Flow> subjects = new LinkedHashMap<>();
			for (Contestant contestant : options.contestants(processes, CONTESTANTS)) {
				subjects.put(contestant,
						flows.start(contestant, FlowSettings.of(FlowSettings.Pattern.PUSH_PULL, size)));
			}
			panels
				.add(report.rates(size, options.rounds().run(subjects), List.of(Contestant.JNACL, Contestant.LIBZMQ)));
		}
		report.chart("push-pull", "PUSH→PULL", new BarChart("PUSH→PULL over CURVE, messages per second", panels));
	}

}
