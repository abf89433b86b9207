// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

import java.nio.CharBuffer;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;

/**
 * A CURVE certificate file ({@code *.key} or {@code *.key_secret}) as czmq, pyzmq and
 * JeroMQ write it, in the <a href="https://rfc.zeromq.org/spec/4/">ZeroMQ Property
 * Language</a>: {@code curve/public-key}, {@code curve/secret-key} in files that hold a
 * pair, and anything under {@code metadata}. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class CurveCertificate {

	private static final String PUBLIC_KEY = "curve/public-key";

	private static final String SECRET_KEY = "curve/secret-key";

	private static final String METADATA = "metadata/";

	private final CurvePublicKey publicKey;

	private final @Nullable CurveSecretKey secretKey;

	private final Map<String, String> metadata;

	private final boolean secretReadableByOthers;

	private final String description;

	private CurveCertificate(CurvePublicKey publicKey, @Nullable CurveSecretKey secretKey, Map<String, String> metadata,
			boolean secretReadableByOthers, String description) {
		this.publicKey = publicKey;
		this.secretKey = secretKey;
		this.metadata = Collections.unmodifiableMap(metadata);
		this.secretReadableByOthers = secretReadableByOthers;
		this.description = description;
	}

	/**
	 * Read a certificate of at most 64 KiB, or a file that holds a secret key and nothing
	 * else, in Z85 or hexadecimal. The secret passes through arrays that are wiped, never
	 * through a string. A file that holds a secret and can be read by its group or by
	 * everyone is warned of once.
	 * @param resource the file
	 * @return the certificate
	 * @throws UnreadableCertificateException if the file is missing, unreadable, too
	 * large, malformed, does not answer, or holds keys that are unsafe or do not go
	 * together
	 */
	public static CurveCertificate read(Resource resource) {
		return read(resource, KeyFilePolicy.WARN);
	}

	/**
	 * Read a certificate of at most 64 KiB, or a file that holds a secret key and nothing
	 * else, in Z85 or hexadecimal. The secret passes through arrays that are wiped, never
	 * through a string.
	 * @param resource the file
	 * @param policy what it means that others can read the secret
	 * @return the certificate
	 * @throws UnreadableCertificateException if the file is missing, unreadable, too
	 * large, malformed, holds keys that are unsafe or do not go together, or can be read
	 * by others where that is not allowed
	 */
	public static CurveCertificate read(Resource resource, KeyFilePolicy policy) {
		return KeyFiles.read(resource, () -> read(resource, SECRET_KEY, policy));
	}

	private static CurveCertificate read(Resource resource, String bareKey, KeyFilePolicy policy) {
		char[] text = CertificateText.read(resource);
		try {
			Reader reader = new Reader(resource.getDescription());
			BareKey bare = BareKey.find(text);
			if (bare != null) {
				reader.property(bareKey, bare.key(), bare.line());
			}
			else {
				ZplParser.parse(reader.description, text, reader::property);
			}
			return reader.toCertificate(resource, policy);
		}
		finally {
			Arrays.fill(text, '\0');
		}
	}

	/**
	 * Read the certificate of somebody else, which must not hold a secret, or a file that
	 * holds a public key and nothing else. Where there is only one key, a file whose name
	 * ends in {@code secret} is taken for one with a secret.
	 * @param resource the file
	 * @return the certificate
	 * @throws UnreadableCertificateException as {@link #read(Resource)} does, and if the
	 * file holds a secret key
	 */
	public static CurveCertificate readPublic(Resource resource) {
		return readPublic(resource, KeyFilePolicy.WARN);
	}

	/**
	 * Read the certificate of somebody else.
	 * @param resource the file
	 * @param policy what it means that others can change the file, or put another in its
	 * place
	 * @return the certificate
	 * @throws UnreadableCertificateException as {@link #readPublic(Resource)} does, and
	 * if others can change the file and the policy is {@link KeyFilePolicy#ENFORCE}
	 */
	public static CurveCertificate readPublic(Resource resource, KeyFilePolicy policy) {
		return KeyFiles.read(resource, () -> readPublicNow(resource, policy));
	}

	private static CurveCertificate readPublicNow(Resource resource, KeyFilePolicy policy) {
		String fileName = CertificateText.fileName(resource);
		CurveCertificate certificate = read(resource, fileName.endsWith("secret") ? SECRET_KEY : PUBLIC_KEY,
				KeyFilePolicy.IGNORE);
		if (certificate.secretKey != null) {
			throw new UnreadableCertificateException(("CURVE certificate %s holds a secret key, which nobody but its "
					+ "owner may have; name the file of the public key alone, usually ending in '.key', and make a new "
					+ "pair if the secret was given away")
				.formatted(resource.getDescription()));
		}
		KeyFilePermissions.checkWritableByOthers(resource, policy);
		return certificate;
	}

	/**
	 * Return the public key.
	 * @return the public key, derived from the secret key if the file has only that
	 */
	public CurvePublicKey publicKey() {
		return this.publicKey;
	}

	/**
	 * Return the secret key.
	 * @return the secret key, or {@code null} if the file holds none
	 */
	public @Nullable CurveSecretKey secretKey() {
		return this.secretKey;
	}

	/**
	 * Return the metadata of the certificate, such as {@code name}.
	 * @return an immutable map, in the order of the file
	 */
	public Map<String, String> metadata() {
		return this.metadata;
	}

	/**
	 * Return how long the key is good for, as the metadata says.
	 * @return the lifetime
	 * @throws UnreadableCertificateException if {@code expires} is no time
	 */
	public KeyLifetime lifetime() {
		try {
			return KeyLifetime.of(this.metadata);
		}
		catch (DateTimeParseException ex) {
			throw new UnreadableCertificateException(("CURVE certificate %s: 'expires' is no time, so that nobody can "
					+ "tell whether the key has ended; write a date such as 2027-01-31 or an instant such as "
					+ "2027-01-31T00:00:00Z")
				.formatted(this.description));
		}
	}

	/**
	 * Return whether the file holds a secret key and its group or everyone could read it
	 * when it was read. Known on POSIX file systems only.
	 * @return whether others than the owner could read the secret
	 */
	public boolean isSecretReadableByOthers() {
		return this.secretReadableByOthers;
	}

	/**
	 * Return the fingerprint of the public key.
	 * @return the fingerprint
	 */
	@Override
	public String toString() {
		return this.publicKey.fingerprint();
	}

	private static final class Reader {

		private final String description;

		private @Nullable CurvePublicKey publicKey;

		private @Nullable CurveSecretKey secretKey;

		private final Map<String, String> metadata = new LinkedHashMap<>();

		private Reader(String description) {
			this.description = description;
		}

		void property(String path, CharBuffer value, int line) {
			try {
				switch (path) {
					case PUBLIC_KEY -> {
						checkNew(this.publicKey == null, path, line);
						this.publicKey = CurvePublicKey.parse(value);
					}
					case SECRET_KEY -> {
						checkNew(this.secretKey == null, path, line);
						this.secretKey = CurveSecretKey.parse(value);
					}
					default -> other(path, value, line);
				}
			}
			catch (InvalidCurveKeyException ex) {
				throw UnreadableCertificateException.at(this.description, line, String.valueOf(ex.getMessage()), ex);
			}
		}

		private void other(String path, CharBuffer value, int line) {
			if (path.startsWith(METADATA)) {
				String previous = this.metadata.put(path.substring(METADATA.length()), value.toString());
				checkNew(previous == null, path, line);
			}
			else if (path.startsWith("curve/")) {
				throw UnreadableCertificateException.at(this.description, line,
						"'%s' is not known; write 'public-key' or 'secret-key' there".formatted(path), null);
			}
		}

		private void checkNew(boolean isNew, String path, int line) {
			if (!isNew) {
				throw UnreadableCertificateException.at(this.description, line,
						"'%s' appears twice; remove the wrong one".formatted(path), null);
			}
		}

		CurveCertificate toCertificate(Resource resource, KeyFilePolicy policy) {
			CurveSecretKey secretKey = this.secretKey;
			CurvePublicKey publicKey = this.publicKey;
			if (secretKey == null) {
				if (publicKey == null) {
					throw new UnreadableCertificateException(
							("CURVE certificate %s holds no key; it needs a line 'curve' "
									+ "and below it, indented by four spaces, a line 'public-key = \"...\"'")
								.formatted(this.description));
				}
				return new CurveCertificate(publicKey, null, this.metadata, false, this.description);
			}
			KeyFilePermissions.checkWritableByOthers(resource, policy);
			try {
				CurveKeyPair pair = (publicKey != null) ? CurveKeyPair.of(publicKey, secretKey)
						: CurveKeyPair.of(secretKey);
				return new CurveCertificate(pair.publicKey(), secretKey, this.metadata,
						KeyFilePermissions.checkReadableByOthers(resource, policy), this.description);
			}
			catch (InvalidCurveKeyException ex) {
				throw new UnreadableCertificateException(
						"CURVE certificate %s: %s".formatted(this.description, ex.getMessage()), ex);
			}
		}

	}

}
