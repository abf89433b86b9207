// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.util.List;
import java.util.Map;

/**
 * Panels of bars, each panel with a scale of its own.
 *
 * @param title what is shown
 * @param panels the panels
 */
record BarChart(String title, List<Panel> panels) {

	private static final int WIDTH = 720;

	private static final int LEFT = 190;

	private static final int RIGHT = 90;

	private static final int ROW = 20;

	@Override
	public String toString() {
		Svg svg = new Svg(this.title, WIDTH);
		int y = 30;
		for (Panel panel : this.panels) {
			y += ROW;
			svg.text(8, y, "faint", "start", panel.name());
			double max = panel.bars().values().stream().mapToDouble(Double::doubleValue).max().orElse(1);
			for (Map.Entry<String, Double> bar : panel.bars().entrySet()) {
				double length = (WIDTH - LEFT - RIGHT) * bar.getValue() / max;
				svg.text(LEFT - 8, y, "label", "end", bar.getKey());
				svg.bar(LEFT, y - 12, length, ROW - 5, isOwn(bar.getKey()) ? "own" : "bar");
				svg.text(LEFT + length + 6, y, "faint", "start", Table.number(bar.getValue()));
				y += ROW;
			}
		}
		return svg.build(y + 8);
	}

	private static boolean isOwn(String label) {
		return label.startsWith("starter") || label.startsWith("template");
	}

	/**
	 * A panel.
	 *
	 * @param name its name
	 * @param bars its bars
	 */
	record Panel(String name, Map<String, Double> bars) {

	}

}
