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

import java.nio.file.Files;
import java.nio.file.Path;

import io.github.zmqsecure.KeyRedaction;
import io.github.zmqsecure.ZmqSecureException;

/**
 * A file that a command line names, before it is opened: a pipe would block whoever reads
 * it.
 */
final class InputFile {

	private InputFile() {
	}

	/**
	 * Check that a file can be read at once.
	 * @param file the file
	 * @throws ZmqSecureException if there is none, or something else
	 */
	static void check(Path file) {
		String name = KeyRedaction.redact(file.toString());
		if (!Files.exists(file)) {
			throw new ZmqSecureException("There is no file '%s'".formatted(name));
		}
		if (!Files.isRegularFile(file)) {
			throw new ZmqSecureException(
					"'%s' is a pipe, a device, a socket or a directory and no regular file, so it is not opened"
						.formatted(name));
		}
	}

}
