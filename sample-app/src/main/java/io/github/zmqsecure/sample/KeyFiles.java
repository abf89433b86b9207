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

package io.github.zmqsecure.sample;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;

import io.github.zmqsecure.curve.CurveKeyPair;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes certificate files as czmq and pyzmq write them: {@code NAME.key} for everybody,
 * and {@code NAME.key_secret}, which only its owner can read.
 */
final class KeyFiles {

	private static final Log logger = LogFactory.getLog(KeyFiles.class);

	private KeyFiles() {
	}

	/**
	 * Make a new key pair for each name.
	 * @param directory the directory, which is created where missing
	 * @param names the names of the pairs
	 * @throws FileAlreadyExistsException if there is such a file: keys are never
	 * overwritten
	 * @throws IOException if a file can't be written
	 */
	static void make(Path directory, String... names) throws IOException {
		Files.createDirectories(directory);
		for (String name : names) {
			CurveKeyPair pair = CurveKeyPair.generate();
			char[] secretKey = pair.secretKey().toZ85();
			try {
				write(directory.resolve(name + ".key_secret"), "rw-------", name, pair, secretKey);
				write(directory.resolve(name + ".key"), "rw-r--r--", name, pair, null);
			}
			finally {
				Arrays.fill(secretKey, '\0');
			}
			logger.info("Made " + directory.resolve(name + ".key_secret") + " of " + pair.publicKey().fingerprint());
		}
	}

	private static void write(Path file, String permissions, String name, CurveKeyPair pair,
			char @Nullable [] secretKey) throws IOException {
		create(file, permissions);
		try (Writer writer = Files.newBufferedWriter(file)) {
			writer.write("metadata\n    name = \"" + name + "\"\ncurve\n");
			writer.write("    public-key = \"" + pair.publicKey().toZ85() + "\"\n");
			if (secretKey != null) {
				writer.write("    secret-key = \"");
				writer.write(secretKey);
				writer.write("\"\n");
			}
		}
	}

	private static void create(Path file, String permissions) throws IOException {
		try {
			Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
		}
		catch (UnsupportedOperationException ex) {
			Files.createFile(file);
		}
	}

}
