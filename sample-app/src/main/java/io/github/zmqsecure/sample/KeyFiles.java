// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.sample;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Map;

import io.github.zmqsecure.curve.CurveCertificateWriter;
import io.github.zmqsecure.curve.CurveKeyPair;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Makes the key files of those who talk to each other.
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
		for (String name : names) {
			CurveKeyPair pair = CurveKeyPair.generate();
			CurveCertificateWriter.writePair(directory, name, pair, Map.of("name", name));
			logger.info("Made " + directory.resolve(name + ".key_secret") + " of " + pair.publicKey().fingerprint());
		}
	}

}
