// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import io.github.zmqsecure.curve.CurvePublicKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * Prints fingerprints.
 */
@Command(name = "fingerprint", mixinStandardHelpOptions = true,
		description = { "Prints the fingerprint of public keys, for two people to compare over the telephone:",
				"SHA256: and the base64 of the SHA-256 of the 32 bytes, as logs, health and Actuator show it." },
		footerHeading = "%nExamples:%n",
		footer = { "  zmq-secure fingerprint keys/*.key", "  zmq-secure fingerprint keys/gateway.key_secret --json" })
final class FingerprintCommand implements Callable<Integer> {

	@Parameters(paramLabel = "KEY-OR-FILE", arity = "1..*",
			description = "A file, '-' for the standard input, or a public key in Z85 or hexadecimal.")
	private List<String> keys = List.of();

	@Mixin
	private Output output = new Output();

	@Override
	public Integer call() {
		List<String> words = new ArrayList<>();
		List<Map<String, Object>> objects = new ArrayList<>();
		for (String each : this.keys) {
			CurvePublicKey key = Keys.publicKey(each);
			words.add((this.keys.size() > 1) ? key.fingerprint() + "  " + each : key.fingerprint());
			Map<String, Object> object = new LinkedHashMap<>();
			object.put("of", each);
			object.put("fingerprint", key.fingerprint());
			objects.add(object);
		}
		this.output.print(words, Map.of("fingerprints", objects));
		return 0;
	}

}
