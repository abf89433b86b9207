// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.springframework.util.FileSystemUtils;

/**
 * Half of the highest rate for minutes, while others connect and leave, one in a hundred
 * of them hostile, keys are reloaded, and in the middle an I/O thread ends and all
 * sockets are rebuilt.
 */
class SoakBenchmark implements Benchmark {

	private static final int SIZE = 1024;

	private static final int UNLIMITED = 10_000_000;

	@Override
	public void run(PeerProcesses processes, Options options, Report report) throws IOException {
		Path directory = Files.createTempDirectory("benchmark");
		try (SoakPeers peers = new SoakPeers(processes, directory, SIZE)) {
			int interval = options.number("interval", 5000);
			peers.measure(interval, UNLIMITED, false);
			long rate = Math.max(1, (long) peers.measure(interval, UNLIMITED, false)[0] / 2);
			long turns = TimeUnit.SECONDS.toMillis(options.number("seconds", 600)) / interval;
			List<double[]> measured = new ArrayList<>();
			for (int turn = 0; turn < turns; turn++) {
				peers.reloadKeys();
				SoakVisitors visitors = peers.visitors(options.number("connections", 100), interval, turn);
				measured.add(peers.measure(interval, rate, turn == turns / 2));
				visitors.await();
			}
			report(measured, interval, rate, report);
		}
		finally {
			FileSystemUtils.deleteRecursively(directory);
		}
	}

	private static void report(List<double[]> measured, int interval, long rate, Report report) throws IOException {
		List<LineChart.Panel> panels = new ArrayList<>();
		Table table = new Table("each " + interval / 1000 + " s", "first tenth", "last tenth", "least", "most");
		for (int i = 0; i < SoakPeers.FIGURES.size(); i++) {
			int figure = i;
			String name = SoakPeers.FIGURES.get(figure);
			double[] values = measured.stream().mapToDouble((figures) -> figures[figure]).toArray();
			int tenth = Math.max(1, values.length / 10);
			table.row(name, Table.number(median(values, 0, tenth)),
					Table.number(median(values, values.length - tenth, values.length)),
					Table.number(Arrays.stream(values).min().orElse(0)),
					Table.number(Arrays.stream(values).max().orElse(0)));
			panels.add(new LineChart.Panel(name, values));
		}
		report.section("Soak");
		report.print("%d messages of %s a second for %d s:".formatted(rate, Report.size(SIZE),
				measured.size() * interval / 1000));
		report.print(table);
		report.chart("soak", "Soak", new LineChart("Half load, rebuilt in the middle", panels));
	}

	private static double median(double[] values, int from, int to) {
		Sample sample = new Sample();
		Arrays.stream(values, from, to).forEach(sample::add);
		return sample.median();
	}

}
