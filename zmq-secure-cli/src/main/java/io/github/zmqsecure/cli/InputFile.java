// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

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
