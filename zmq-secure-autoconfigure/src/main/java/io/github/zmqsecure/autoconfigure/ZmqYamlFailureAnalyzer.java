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

package io.github.zmqsecure.autoconfigure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.zmqsecure.KeyRedaction;
import io.github.zmqsecure.ZmqConfigurationException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;

/**
 * Analyzes a YAML file that cannot be read because of a key without quotes, or of a tab.
 * Z85 uses most of the characters that mean something in YAML, and SnakeYAML quotes the
 * line at fault.
 */
class ZmqYamlFailureAnalyzer implements FailureAnalyzer, Ordered {

	private static final String SNAKE_YAML_ERRORS = "org.yaml.snakeyaml.";

	private static final String TAB = "'\\t(TAB)'";

	private static final Pattern KEY = Pattern.compile("(?i)(secret|public)[-_]?key");

	private static final Pattern PLACE = Pattern.compile("line (\\d+), column (\\d+)");

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			String message = cause.getMessage();
			boolean yaml = cause.getClass().getName().startsWith(SNAKE_YAML_ERRORS);
			if (yaml && message != null
					&& (KEY.matcher(message).find() || KeyRedaction.holdsKey(message) || message.contains(TAB))) {
				return analysis(message, cause);
			}
		}
		return null;
	}

	private FailureAnalysis analysis(String message, Throwable cause) {
		Matcher matcher = PLACE.matcher(message);
		String place = "";
		while (matcher.find()) {
			place = " at " + matcher.group();
		}
		if (message.contains(TAB)) {
			return new FailureAnalysis("A tab stands where YAML wants spaces" + place + ".",
					"Indent with spaces, and put none but spaces between a name, its colon and its value.",
					new ZmqConfigurationException("zmq.secure", null,
							"A tab stands where YAML wants spaces" + place + ".", "Indent with spaces."));
		}
		ZmqConfigurationException shown = new ZmqConfigurationException("zmq.secure", null,
				"A key cannot be read as YAML" + place + ".", "Put every key in double quotes.");
		shown.setStackTrace(cause.getStackTrace());
		return new FailureAnalysis(shown.getProblem(), shown.getMend(), shown);
	}

}
