// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Writes certificate files as czmq, pyzmq and JeroMQ do, and as {@link CurveCertificate}
 * reads them: {@code NAME.key} for everybody, and {@code NAME.key_secret}, which only its
 * owner can read. Nothing is ever overwritten. Holds no state.
 *
 * @since 0.1.0
 */
public final class CurveCertificateWriter {

	private static final Pattern METADATA_NAME = Pattern.compile("[A-Za-z0-9$_@.&+-]+");

	private static final Set<String> KEY_NAMES = Set.of("public-key", "secret-key");

	private CurveCertificateWriter() {
	}

	/**
	 * Write both certificates of a key pair, or none.
	 * @param directory the directory, made for its owner alone where missing
	 * @param name the name of the files without their endings
	 * @param pair the key pair
	 * @param metadata what else is said of it, such as {@code name}
	 * @throws FileAlreadyExistsException if there is such a file; nothing is written then
	 * @throws IOException if a file can't be written
	 */
	public static void writePair(Path directory, String name, CurveKeyPair pair, Map<String, String> metadata)
			throws IOException {
		NewKeyFile.createDirectories(directory);
		Path secretFile = directory.resolve(name + ".key_secret");
		Path publicFile = directory.resolve(name + ".key");
		if (Files.exists(publicFile)) {
			throw new FileAlreadyExistsException(publicFile.toString());
		}
		writeSecret(secretFile, pair, metadata);
		try {
			writePublic(publicFile, pair.publicKey(), metadata);
		}
		catch (IOException | RuntimeException ex) {
			Files.deleteIfExists(secretFile);
			throw ex;
		}
	}

	/**
	 * Write the certificate that others get.
	 * @param file the file, which must not exist
	 * @param key the public key
	 * @param metadata what else is said of it
	 * @throws FileAlreadyExistsException if there is such a file
	 * @throws IOException if the file can't be written
	 */
	public static void writePublic(Path file, CurvePublicKey key, Map<String, String> metadata) throws IOException {
		NewKeyFile.createForEverybody(file, CharBuffer.wrap(text(key, null, metadata)));
	}

	/**
	 * Write the certificate that its owner keeps.
	 * @param file the file, which must not exist
	 * @param pair the key pair
	 * @param metadata what else is said of it
	 * @throws FileAlreadyExistsException if there is such a file
	 * @throws IOException if the file can't be written
	 */
	public static void writeSecret(Path file, CurveKeyPair pair, Map<String, String> metadata) throws IOException {
		char[] text = text(pair.publicKey(), pair.secretKey(), metadata);
		try {
			NewKeyFile.createForOwner(file, CharBuffer.wrap(text));
		}
		finally {
			Arrays.fill(text, '\0');
		}
	}

	/**
	 * Return the text of a certificate.
	 * @param key the public key
	 * @param secretKey the secret key, or {@code null} for a certificate that others get
	 * @param metadata what else is said of it
	 * @return the text, for the caller to wipe where it holds a secret
	 * @throws IllegalArgumentException if the metadata can't be written
	 */
	public static char[] text(CurvePublicKey key, @Nullable CurveSecretKey secretKey, Map<String, String> metadata) {
		StringBuilder head = new StringBuilder((secretKey != null)
				? "#   ZeroMQ CURVE **Secret** Certificate\n#   DO NOT PROVIDE THIS FILE TO OTHERS OR CHANGE ITS PERMISSIONS.\n"
				: "#   ZeroMQ CURVE Public Certificate\n#   Hand it over by a channel that nobody can change.\n");
		head.append("\nmetadata\n");
		metadata.forEach((name, value) -> head.append("    %s = %s\n".formatted(checked(name), quoted(name, value))));
		head.append("curve\n    public-key = \"%s\"\n".formatted(key.toZ85()));
		if (secretKey == null) {
			return head.toString().toCharArray();
		}
		char[] secret = secretKey.toZ85();
		try {
			CharBuffer text = CharBuffer.allocate(head.length() + 64);
			text.put(head.toString()).put("    secret-key = \"").put(secret).put("\"\n").flip();
			char[] result = Arrays.copyOf(text.array(), text.limit());
			Arrays.fill(text.array(), '\0');
			return result;
		}
		finally {
			Arrays.fill(secret, '\0');
		}
	}

	private static String checked(String name) {
		if (!METADATA_NAME.matcher(name).matches() || KEY_NAMES.contains(name)) {
			throw new IllegalArgumentException(
					"A certificate can't have metadata of that name; use letters, digits and any of '$ _ @ . & + -', but "
							+ "not 'public-key' or 'secret-key'");
		}
		return name;
	}

	private static String quoted(String name, String value) {
		boolean control = value.chars().anyMatch(Character::isISOControl);
		char quote = (value.indexOf('"') < 0) ? '"' : '\'';
		if (control || value.indexOf(quote) >= 0) {
			throw new IllegalArgumentException(
					"The metadata '%s' has a control character or both kinds of quotes, which a certificate can't hold"
						.formatted(name));
		}
		return quote + value + quote;
	}

}
