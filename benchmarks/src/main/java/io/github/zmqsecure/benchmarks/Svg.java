// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.util.Locale;

/**
 * Writes a drawing that can be read on light and on dark pages.
 */
final class Svg {

	private static final String STYLE = """
			text { font: 12px system-ui, sans-serif; fill: #24292f }
			.title { font-weight: 600; font-size: 14px }
			.faint { fill: #57606a }
			.bar { fill: #57606a }
			.own { fill: #0969da }
			.line { fill: none; stroke: #0969da; stroke-width: 1.5 }
			.axis { stroke: #8c959f; stroke-width: 1 }
			@media (prefers-color-scheme: dark) {
			text { fill: #e6edf3 }
			.faint { fill: #9198a1 }
			.bar { fill: #9198a1 }
			.own { fill: #4493f8 }
			.line { stroke: #4493f8 }
			}
			""";

	private final StringBuilder body = new StringBuilder();

	private final String title;

	private final int width;

	Svg(String title, int width) {
		this.title = title;
		this.width = width;
		text(8, 20, "title", "start", title);
	}

	void text(double x, double y, String type, String anchor, String text) {
		add("<text x=\"%.1f\" y=\"%.1f\" class=\"%s\" text-anchor=\"%s\">%s</text>", x, y, type, anchor,
				text.replace("&", "&amp;").replace("<", "&lt;"));
	}

	void bar(double x, double y, double width, double height, String type) {
		add("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"2\" class=\"%s\"/>", x, y, width, height,
				type);
	}

	void axis(double x1, double y1, double x2, double y2) {
		add("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" class=\"axis\"/>", x1, y1, x2, y2);
	}

	void line(String points) {
		add("<polyline class=\"line\" points=\"%s\"/>", points);
	}

	String build(int height) {
		return String.format(Locale.ROOT,
				"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">%n"
						+ "<title>%s</title>%n<style>%n%s</style>%n%s</svg>%n",
				this.width, height, this.width, height, this.title, STYLE, this.body);
	}

	private void add(String format, Object... arguments) {
		this.body.append(String.format(Locale.ROOT, format, arguments)).append('\n');
	}

}
