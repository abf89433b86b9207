// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import io.github.zmqsecure.KeyRedaction;
import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.curve.CurveCertificate;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurvePublicKey;
import io.github.zmqsecure.curve.CurveSecretKey;
import io.github.zmqsecure.curve.InvalidCurveKeyException;
import io.github.zmqsecure.curve.KeyFilePolicy;
import io.github.zmqsecure.curve.UnreadableCertificateException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/**
 * Reads keys as a command line names them: public ones as files or as text, secret ones
 * as files only, or from the standard input.
 */
final class Keys {

	private static final String STANDARD_INPUT = "-";

	private Keys() {
	}

	/**
	 * Read a certificate for its public half.
	 * @param text a file, {@code -} or a public key
	 * @return the certificate, whose secret is not to be used
	 */
	static CurveCertificate certificate(String text) {
		Resource resource = resourceOf(text);
		if (resource == null) {
			throw new ZmqSecureException("There is no file '%s'; name one, or '-' for the standard input"
				.formatted(KeyRedaction.redact(text)));
		}
		try {
			return CurveCertificate.readPublic(resource);
		}
		catch (UnreadableCertificateException ex) {
			return CurveCertificate.read(resource, KeyFilePolicy.IGNORE);
		}
	}

	/**
	 * Read a public key.
	 * @param text a file, {@code -} or the key in Z85 or hexadecimal
	 * @return the key
	 */
	static CurvePublicKey publicKey(String text) {
		if (isFile(text)) {
			return certificate(text).publicKey();
		}
		try {
			return CurvePublicKey.parse(text);
		}
		catch (InvalidCurveKeyException ex) {
			throw new ZmqSecureException("'%s' is neither a file nor a public key. %s"
				.formatted(KeyRedaction.redact(text), ex.getMessage()));
		}
	}

	/**
	 * Read a certificate that holds a secret.
	 * @param text a file, or {@code -}
	 * @return the certificate
	 */
	static CurveCertificate secretCertificate(String text) {
		Resource resource = resourceOf(text);
		if (resource == null) {
			String problem = isKey(text)
					? "A secret key does not belong on a command line, where everybody on this machine can read it: name a file, or '-' for the standard input, and make a new pair in the place of this one"
					: "There is no file '" + KeyRedaction.redact(text) + "' with a secret key";
			throw new ZmqSecureException(problem);
		}
		CurveCertificate certificate = CurveCertificate.read(resource, KeyFilePolicy.IGNORE);
		if (certificate.secretKey() == null) {
			throw new ZmqSecureException(
					"%s holds a public key only; name the file with the secret, usually ending in '.key_secret'"
						.formatted(resource.getDescription()));
		}
		return certificate;
	}

	/**
	 * Read a key pair.
	 * @param text a file, or {@code -}
	 * @return the pair
	 */
	static CurveKeyPair pair(String text) {
		CurveSecretKey secret = secretCertificate(text).secretKey();
		if (secret == null) {
			throw new IllegalStateException("No secret");
		}
		return CurveKeyPair.of(secret);
	}

	static boolean isFile(String text) {
		try {
			return STANDARD_INPUT.equals(text) || Files.exists(Path.of(text));
		}
		catch (InvalidPathException ex) {
			return false;
		}
	}

	private static boolean isKey(String text) {
		return text.length() == 40 || text.length() == 64;
	}

	private static @Nullable Resource resourceOf(String text) {
		if (STANDARD_INPUT.equals(text)) {
			return standardInput();
		}
		return isFile(text) ? new FileSystemResource(Path.of(text)) : null;
	}

	private static Resource standardInput() {
		try {
			byte[] bytes = System.in.readNBytes(64 * 1024);
			return new ByteArrayResource(bytes, "standard input");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
