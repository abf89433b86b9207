// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long a Spring Boot application with Actuator takes to start without the starter and
 * with it, by the number of sockets, each time in a fresh JVM; with an AOT cache too
 * where the JVM has one and the benchmarks are in a jar.
 */
class StartUpBenchmark implements Benchmark {

	@Override
	public void run(PeerProcesses processes, Options options, Report report) throws IOException {
		report.section("Start-up");
		run(processes, options, report, false);
		if (StartUpCommand.canCache()) {
			report.print("With an AOT cache:");
			run(processes, options, report, true);
		}
	}

	private static void run(PeerProcesses processes, Options options, Report report, boolean cached)
			throws IOException {
		Map<String, Application> applications = new LinkedHashMap<>();
		applications.put("without the starter", Application.of(new StartUpCommand(processes, false, 0), cached));
		for (int sockets : options.numbers("sockets", "0,1,3,10")) {
			applications.put(String.valueOf(sockets),
					Application.of(new StartUpCommand(processes, true, sockets), cached));
		}
		Map<String, List<Sample>> samples = new Rounds(0, options.number("rounds", 5), 0).run(applications);
		Table table = new Table("sockets", "ms", "spread", "added ms", "classes", "added classes");
		List<Sample> without = samples.values().iterator().next();
		samples.forEach((name, figures) -> {
			double millis = figures.get(0).median();
			double classes = figures.get(1).median();
			table.row(name, Table.number(millis), Table.percent(figures.get(0).spread()),
					Table.number(millis - without.get(0).median()), Table.number(classes),
					Table.number(classes - without.get(1).median()));
		});
		report.print(table);
	}

	/**
	 * An application that is started for each measurement.
	 *
	 * @param command how
	 */
	private record Application(List<String> command) implements Rounds.Subject {

		static Application of(StartUpCommand command, boolean cached) throws IOException {
			return new Application(cached ? command.cached() : command.plain());
		}

		@Override
		public double[] measure(long millis) throws IOException {
			try (PeerProcess process = new PeerProcess(this.command)) {
				String[] figures = process.line().split(" ", -1);
				return new double[] { Double.parseDouble(figures[0]), Double.parseDouble(figures[1]) };
			}
		}

		@Override
		public void close() {
		}

	}

}
