// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.cli;

import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

import io.github.zmqsecure.curve.CurveCertificateWriter;
import io.github.zmqsecure.curve.CurveKeyPair;

/**
 * How a key pair is handed to the application that owns it. But in certificates keys are
 * hexadecimal, which needs no quotes and is never taken for a placeholder.
 */
enum KeyFormat {

	/** Certificate files, as czmq and pyzmq write them. */
	CERTIFICATE(".key_secret"),

	/** A snippet for {@code application.yml}. */
	YAML(".yml"),

	/** Environment variables. */
	ENV(".env"),

	/** A Secret of Kubernetes with the certificate file in it. */
	K8S_SECRET("-secret.yml"),

	/** A JSON object. */
	JSON(".json");

	private final String suffix;

	KeyFormat(String suffix) {
		this.suffix = suffix;
	}

	/**
	 * Return the end of the name of a file with the secret.
	 * @return the suffix
	 */
	String suffix() {
		return this.suffix;
	}

	/**
	 * Return a key pair in this format.
	 * @param name its name
	 * @param pair the pair
	 * @param metadata what else is said of it
	 * @return the text, for the caller to wipe
	 */
	char[] write(String name, CurveKeyPair pair, Map<String, String> metadata) {
		char[] certificate = CurveCertificateWriter.text(pair.publicKey(), pair.secretKey(), metadata);
		char[] secret = hex(pair.secretKey().toBytes());
		String publicKey = HexFormat.of().formatHex(pair.publicKey().toBytes());
		try {
			return switch (this) {
				case CERTIFICATE -> certificate.clone();
				case YAML -> joined("zmq:\n  secure:\n    keys:\n      " + mapKey(name) + ":\n        public-key: \""
						+ publicKey + "\"\n        secret-key: \"", secret, "\"\n");
				case ENV -> joined(variable(name) + "PUBLICKEY=" + publicKey + "\n" + variable(name) + "SECRETKEY=",
						secret, "\n");
				case K8S_SECRET ->
					joined("apiVersion: v1\nkind: Secret\ntype: Opaque\nmetadata:\n  name: " + kubernetesName(name)
							+ "\nstringData:\n  " + fileName(name) + ": |\n", indented(certificate), "");
				case JSON -> joined("{\"name\":\"" + name + "\",\"publicKey\":\"" + publicKey + "\",\"fingerprint\":\""
						+ pair.publicKey().fingerprint() + "\",\"secretKey\":\"", secret, "\"}\n");
			};
		}
		finally {
			Arrays.fill(certificate, '\0');
			Arrays.fill(secret, '\0');
		}
	}

	/**
	 * Return a name as a key of a map in YAML, as Spring Boot binds it.
	 */
	static String mapKey(String name) {
		return name.matches("[A-Za-z][A-Za-z0-9-]*") ? name : "\"[" + name + "]\"";
	}

	static char[] hex(byte[] bytes) {
		char[] digits = new char[bytes.length * 2];
		for (int i = 0; i < bytes.length; i++) {
			digits[2 * i] = HexFormat.of().toHighHexDigit(bytes[i]);
			digits[2 * i + 1] = HexFormat.of().toLowHexDigit(bytes[i]);
		}
		Arrays.fill(bytes, (byte) 0);
		return digits;
	}

	private static char[] joined(String before, char[] secret, String after) {
		CharBuffer text = CharBuffer.allocate(before.length() + secret.length + after.length());
		text.put(before).put(secret).put(after);
		return text.array();
	}

	private static char[] indented(char[] text) {
		int lines = (int) CharBuffer.wrap(text).chars().filter((each) -> each == '\n').count();
		CharBuffer result = CharBuffer.allocate(text.length + 4 * (lines + 1));
		boolean start = true;
		for (char each : text) {
			if (start && each != '\n') {
				result.put("    ");
			}
			result.put(each);
			start = each == '\n';
		}
		char[] trimmed = Arrays.copyOf(result.array(), result.position());
		Arrays.fill(result.array(), '\0');
		return trimmed;
	}

	private static String variable(String name) {
		return "ZMQ_SECURE_KEYS_" + name.replaceAll("[^A-Za-z0-9]", "").toUpperCase(Locale.ROOT) + "_";
	}

	private static String kubernetesName(String name) {
		return "zmq-" + name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "-");
	}

	private static String fileName(String name) {
		return name.replaceAll("[^A-Za-z0-9._-]", "-") + ".key_secret";
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
