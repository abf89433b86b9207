// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Panels of values over time, each panel with a scale of its own that begins with zero.
 *
 * @param title what is shown
 * @param panels the panels
 */
record LineChart(String title, List<Panel> panels) {

	private static final int WIDTH = 720;

	private static final int LEFT = 130;

	private static final int RIGHT = 80;

	private static final int HEIGHT = 50;

	@Override
	public String toString() {
		Svg svg = new Svg(this.title, WIDTH);
		int y = 30;
		for (Panel panel : this.panels) {
			y += HEIGHT + 20;
			double most = Math.max(Arrays.stream(panel.values()).max().orElse(1), 1e-9);
			svg.text(LEFT - 8, y - HEIGHT / 2.0, "label", "end", panel.name());
			svg.text(WIDTH - RIGHT + 8, y - HEIGHT + 4, "faint", "start", Table.number(most));
			svg.text(WIDTH - RIGHT + 8, y + 4, "faint", "start", "0");
			svg.axis(LEFT, y, WIDTH - RIGHT, y);
			svg.line(points(panel.values(), most, y));
		}
		return svg.build(y + 16);
	}

	private static String points(double[] values, double most, int y) {
		double step = (WIDTH - LEFT - RIGHT) / Math.max(1.0, values.length - 1);
		return IntStream.range(0, values.length)
			.mapToObj((i) -> String.format(Locale.ROOT, "%.1f,%.1f", LEFT + i * step, y - HEIGHT * values[i] / most))
			.collect(Collectors.joining(" "));
	}

	/**
	 * A panel.
	 *
	 * @param name its name
	 * @param values its values, at equal distances
	 */
	record Panel(String name, double[] values) {

	}

}
