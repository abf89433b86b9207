// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What metrics and health cost: PUSH→PULL from the template to an annotated method with
 * them, as shipped, and without.
 */
class ObservabilityBenchmark implements Benchmark {

	private static final List<String> OFF = List
		.of("-Dspring.autoconfigure.exclude=io.github.zmqsecure.autoconfigure.metrics.ZmqMetricsAutoConfiguration,"
				+ "io.github.zmqsecure.autoconfigure.health.ZmqHealthContributorAutoConfiguration");

	@Override
	public void run(PeerProcesses processes, Options options, Report report) throws IOException {
		report.section("Metrics and health");
		for (int size : options.numbers("sizes", "100,1024")) {
			FlowSettings settings = FlowSettings.of(FlowSettings.Pattern.PUSH_PULL, size);
			Map<String, Flow> subjects = new LinkedHashMap<>();
			subjects.put("off", new Flows(processes).start(Contestant.TEMPLATE_METHOD, settings.withFlags(OFF)));
			subjects.put("on", new Flows(processes).start(Contestant.TEMPLATE_METHOD, settings));
			report.rates(size, options.rounds().run(subjects), List.of("off"));
		}
	}

}
