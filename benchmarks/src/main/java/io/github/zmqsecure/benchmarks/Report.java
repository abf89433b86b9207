// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where tables are printed, as Markdown, and charts are written.
 */
final class Report {

	private static final double MEGA = 1e6;

	private final PrintStream out;

	private final Path images;

	Report(PrintStream out, Path images) {
		this.out = out;
		this.images = images;
	}

	void section(String title) {
		print("### " + title);
	}

	void print(Object paragraph) {
		this.out.printf("%s%n%n", paragraph);
		this.out.flush();
	}

	void chart(String name, String title, Object svg) throws IOException {
		Files.createDirectories(this.images);
		Files.writeString(this.images.resolve(name + ".svg"), svg.toString());
		print("![" + title + "](" + this.images.getFileName() + "/" + name + ".svg)");
	}

	/**
	 * Print the messages per second of contestants.
	 * @param size the size of a message
	 * @param samples the contestants and their samples
	 * @param references whose rates the others are divided by
	 * @param <K> the type of their names
	 * @return the panel of a chart
	 */
	<K> BarChart.Panel rates(int size, Map<K, List<Sample>> samples, List<K> references) {
		Map<String, Double> medians = new LinkedHashMap<>();
		samples.forEach((key, figures) -> medians.put(label(key), figures.get(0).median()));
		List<String> present = references.stream().map(Report::label).filter(medians::containsKey).toList();
		Table table = new Table(
				cells(present.stream().map((reference) -> "× " + reference), size(size), "msg/s", "spread", "MB/s"));
		samples.forEach((key, figures) -> {
			double median = figures.get(0).median();
			table.row(cells(
					present.stream().map((reference) -> Table.ratio(median / medians.getOrDefault(reference, median))),
					label(key), Table.number(median), Table.percent(figures.get(0).spread()),
					Table.number(median * size / MEGA)));
		});
		print(table);
		return new BarChart.Panel(size(size), medians);
	}

	static String size(int bytes) {
		if (bytes >= 1024 * 1024) {
			return bytes / 1024 / 1024 + " MiB";
		}
		return (bytes >= 1024) ? bytes / 1024 + " KiB" : bytes + " B";
	}

	static String label(Object key) {
		return (key instanceof Contestant contestant) ? contestant.label() : key.toString();
	}

	private static String[] cells(Stream<String> last, String... first) {
		return Stream.concat(Arrays.stream(first), last).toArray(String[]::new);
	}

}
