// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Columns below each other.
 */
final class Table {

	private final List<List<String>> rows = new ArrayList<>();

	/**
	 * Add a row.
	 * @param cells its cells, as many as in each other row
	 */
	void add(String... cells) {
		this.rows.add(List.of(cells));
	}

	/**
	 * Return the rows, indented, each column as wide as its widest cell.
	 * @return a line each
	 */
	List<String> lines() {
		List<String> lines = new ArrayList<>();
		for (List<String> row : this.rows) {
			StringBuilder line = new StringBuilder();
			for (int i = 0; i < row.size(); i++) {
				line.append("  ").append(row.get(i)).append(" ".repeat(width(i) - row.get(i).length()));
			}
			lines.add(line.toString().stripTrailing());
		}
		return lines;
	}

	private int width(int column) {
		return this.rows.stream().mapToInt((row) -> row.get(column).length()).max().orElse(0);
	}

}
