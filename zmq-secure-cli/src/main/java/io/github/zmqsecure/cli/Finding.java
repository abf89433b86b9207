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
