// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something to know of a configuration.
 *
 * @param error whether it stops the start-up or refuses a client
 * @param file the file
 * @param rule a short name
 * @param message what it is and how to mend it
 */
record Finding(boolean error, String file, String rule, String message) {

	static Finding warning(String file, String rule, String message) {
		return new Finding(false, file, rule, message);
	}

	static Finding error(String file, String rule, String message) {
		return new Finding(true, file, rule, message);
	}

	String words() {
		return ((this.error) ? "ERROR   " : "WARNING ") + this.file + " [" + this.rule + "] "
				+ this.message.strip().replaceAll("\\s*\\R\\s*", " ");
	}

	Map<String, Object> object() {
		Map<String, Object> object = new LinkedHashMap<>();
		object.put("level", (this.error) ? "error" : "warning");
		object.put("file", this.file);
		object.put("rule", this.rule);
		object.put("message", this.message.strip().replaceAll("\\s*\\R\\s*", " "));
		return object;
	}

}
