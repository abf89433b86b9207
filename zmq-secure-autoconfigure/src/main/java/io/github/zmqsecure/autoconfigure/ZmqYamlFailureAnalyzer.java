// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.zmqsecure.KeyRedaction;
import io.github.zmqsecure.ZmqConfigurationException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;

/**
 * Analyzes a YAML file of properties that cannot be read. Z85 uses most of the characters
 * that mean something in YAML, and SnakeYAML quotes the line at fault, so nothing of it
 * is shown but its place.
 */
class ZmqYamlFailureAnalyzer implements FailureAnalyzer, Ordered {

	private static final String SNAKE_YAML = "org.yaml.snakeyaml.";

	private static final String LOADER = "org.springframework.boot.env.OriginTrackedYamlLoader";

	private static final Pattern KEY = Pattern.compile("(?i)(secret|public)[-_]?key");

	private static final Pattern PLACE = Pattern.compile("line (\\d+), column (\\d+)");

	private static final Pattern TWICE = Pattern.compile("found duplicate key ([A-Za-z0-9._-]{1,60})");

	private static final Pattern CHARACTER = Pattern.compile("found character '?([@%`!&*|>])");

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause.getClass().getName().startsWith(SNAKE_YAML) && isOfProperties(cause)) {
				return analysis(String.valueOf(cause.getMessage()), cause);
			}
		}
		return null;
	}

	private static boolean isOfProperties(Throwable cause) {
		return Arrays.stream(cause.getStackTrace()).anyMatch((frame) -> frame.getClassName().startsWith(LOADER));
	}

	private static FailureAnalysis analysis(String message, Throwable cause) {
		String file = new YamlFiles().failingWith(message);
		Explanation explanation = explain(message, placeIn(message) + ((file != null) ? " of " + file : ""));
		ZmqConfigurationException shown = new ZmqConfigurationException("zmq.secure", null, explanation.problem(),
				explanation.action());
		shown.setStackTrace(cause.getStackTrace());
		return new FailureAnalysis(shown.getProblem(), shown.getAction(), shown);
	}

	private static Explanation explain(String message, String place) {
		if (message.contains("\\t(TAB)")) {
			return new Explanation("A tab stands where YAML wants spaces" + place + ".",
					"Indent with spaces, and put none but spaces between a name, its colon and its value.");
		}
		if (KEY.matcher(message).find() || KeyRedaction.holdsKey(message)) {
			return new Explanation("A key cannot be read as YAML" + place + ".", "Put every key in double quotes.");
		}
		Matcher twice = TWICE.matcher(message);
		if (twice.find()) {
			return new Explanation("'" + twice.group(1) + "' is there twice in YAML" + place + ".",
					"Put what is below both below one of them, or choose another name.");
		}
		if (message.contains("alias") || CHARACTER.matcher(message).find()) {
			return new Explanation(
					"A text without quotes begins with a character that means something in YAML" + place + ".",
					"Put it in double quotes, as in \"@directory\" or \"*-billing\".");
		}
		return new Explanation("The file cannot be read as YAML" + place + ".",
				"Look there, and in the lines before, for indentation that differs and for quotes, braces and brackets "
						+ "that are not closed.");
	}

	private static String placeIn(String message) {
		Matcher matcher = PLACE.matcher(message);
		String place = "";
		while (matcher.find()) {
			place = " at " + matcher.group();
		}
		return place;
	}

}
