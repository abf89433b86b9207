// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.util.FileSystemUtils;

/**
 * Requests that are sent back as they came: their rate, and how long they take.
 */
class RequestReplyBenchmark implements Benchmark {

	private static final String CONTESTANTS = "jnacl,bouncy-castle,libsodium,template-listener,template-method,"
			+ "libzmq,libzmq-zap,grpc-unary,grpc-streaming";

	private static final int FIGURES = 4;

	@Override
	public void run(PeerProcesses processes, Options options, Report report) throws IOException {
		Path keys = Files.createTempDirectory("benchmark");
		try {
			Certificates.write(keys);
			run(processes, options, report, keys);
		}
		finally {
			FileSystemUtils.deleteRecursively(keys);
		}
	}

	private static void run(PeerProcesses processes, Options options, Report report, Path keys) throws IOException {
		int size = options.number("size", 100);
		report.section("Request and reply, " + Report.size(size));
		List<Integer> inFlight = options.numbers("in-flight", "1,100");
		Map<Contestant, Conversation> subjects = new LinkedHashMap<>();
		for (Contestant contestant : options.contestants(processes, CONTESTANTS)) {
			subjects.put(contestant, Conversation.start(processes, contestant, size, inFlight, keys));
		}
		Map<Contestant, List<Sample>> samples = options.rounds().run(subjects);
		List<BarChart.Panel> panels = new ArrayList<>();
		for (int i = 0; i < inFlight.size(); i++) {
			panels.add(report(samples, inFlight.get(i), i * FIGURES, report));
		}
		report.chart("request-reply", "Request and reply", new BarChart("Requests: median of their time, µs", panels));
	}

	private static BarChart.Panel report(Map<Contestant, List<Sample>> samples, int inFlight, int first,
			Report report) {
		String title = inFlight + " in flight";
		Table table = new Table(title, "requests/s", "spread", "p50 µs", "spread", "p99 µs", "p99.9 µs");
		Map<String, Double> bars = new LinkedHashMap<>();
		samples.forEach((contestant, all) -> {
			List<Sample> figures = all.subList(first, first + FIGURES);
			table.row(contestant.label(), Table.number(figures.get(0).median()), Table.percent(figures.get(0).spread()),
					Table.number(figures.get(1).median()), Table.percent(figures.get(1).spread()),
					Table.number(figures.get(2).median()), Table.number(figures.get(3).median()));
			bars.put(contestant.label(), figures.get(1).median());
		});
		report.print(table);
		return new BarChart.Panel(title, bars);
	}

}
