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
