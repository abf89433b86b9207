// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table in Markdown that can be read as text too. All columns but the first hold
 * numbers.
 */
final class Table {

	private final List<List<String>> rows = new ArrayList<>();

	Table(String... columns) {
		this.rows.add(List.of(columns));
	}

	Table row(String... cells) {
		this.rows.add(List.of(cells));
		return this;
	}

	static String number(double value) {
		return String.format(Locale.ROOT, (Math.abs(value) >= 100) ? "%,.0f" : "%.1f", value);
	}

	static String ratio(double value) {
		return String.format(Locale.ROOT, "%.2f", value);
	}

	static String percent(double value) {
		return String.format(Locale.ROOT, "%.0f %%", 100 * value);
	}

	@Override
	public String toString() {
		int columns = this.rows.get(0).size();
		int[] widths = IntStream.range(0, columns)
			.map((column) -> this.rows.stream().mapToInt((row) -> row.get(column).length()).max().orElse(1))
			.toArray();
		List<String> lines = new ArrayList<>();
		for (List<String> row : this.rows) {
			lines.add(IntStream.range(0, columns)
				.mapToObj((column) -> pad(row.get(column), widths[column], column > 0))
				.collect(Collectors.joining(" | ", "| ", " |")));
		}
		lines.add(1,
				IntStream.range(0, columns)
					.mapToObj((column) -> "-".repeat(widths[column] + 1) + ((column > 0) ? ":" : "-"))
					.collect(Collectors.joining("|", "|", "|")));
		return String.join("\n", lines);
	}

	private static String pad(String text, int width, boolean right) {
		String blanks = " ".repeat(width - text.length());
		return right ? blanks + text : text + blanks;
	}

}
