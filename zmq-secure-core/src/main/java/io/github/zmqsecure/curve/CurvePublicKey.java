// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A CURVE public key: 32 bytes, an X25519 point in its one canonical form
 * (<a href="https://rfc.zeromq.org/spec/26/">ZeroMQ RFC 26</a>). Keys of another length,
 * all zeros, of low order, not reduced below 2<sup>255</sup> - 19, and the example keys
 * of ZeroMQ's manual pages and of RFC 7748, whose secret halves everybody knows, are
 * refused.
 * <p>
 * Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class CurvePublicKey {

	private static final String MANUAL = "ZeroMQ's manual pages (zmq_curve)";

	private static final String RFC = "RFC 7748 and the tests of NaCl";

	/**
	 * Where the public keys are printed whose secret halves are printed beside them.
	 */
	private static final Map<String, String> PUBLISHED = Map.of("Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID", MANUAL,
			"rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7", MANUAL, "G=]<>I7>&bBC>O5V{aj/4zK}kco8}o(.HIuS*=:#", RFC,
			"?K-FIDWS-q^{3m$)bQ2.kz8tAtx<^PT]9RZz?]]t", RFC);

	/**
	 * The points of low order in canonical form: their u coordinates are 0, 1, the two of
	 * order 8, and -1.
	 */
	private static final List<byte[]> LOW_ORDER = Stream
		.of("00".repeat(32), "01" + "00".repeat(31), "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
				"5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157", "ec" + "ff".repeat(30) + "7f")
		.map(HexFormat.of()::parseHex)
		.toList();

	private final byte[] bytes;

	private final String z85;

	private volatile @Nullable String fingerprint;

	private CurvePublicKey(byte[] bytes) {
		this.bytes = bytes;
		this.z85 = new String(Z85.encode(bytes));
	}

	/**
	 * Return the public key with the given bytes.
	 * @param bytes the 32 bytes of the key, which are copied
	 * @return the key
	 * @throws InvalidCurveKeyException if the key is malformed or unsafe
	 */
	public static CurvePublicKey of(byte[] bytes) {
		return checked(bytes.clone());
	}

	/**
	 * Return the public key that a text stands for.
	 * @param text 40 characters of Z85 or 64 hexadecimal digits
	 * @return the key
	 * @throws InvalidCurveKeyException if the key is malformed or unsafe
	 */
	public static CurvePublicKey parse(CharSequence text) {
		return checked(KeyText.decode("public", text));
	}

	/**
	 * Return the bytes of this key.
	 * @return a copy of the 32 bytes
	 */
	public byte[] toBytes() {
		return this.bytes.clone();
	}

	/**
	 * Return this key as ZeroMQ writes it.
	 * @return 40 characters of Z85
	 */
	public String toZ85() {
		return this.z85;
	}

	/**
	 * Return the fingerprint that people compare: {@code SHA256:} and the unpadded base64
	 * of the SHA-256 of the 32 bytes, the form OpenSSH prints.
	 * @return the fingerprint, 50 characters
	 */
	public String fingerprint() {
		String result = this.fingerprint;
		if (result == null) {
			result = "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(sha256(this.bytes));
			this.fingerprint = result;
		}
		return result;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other || (other instanceof CurvePublicKey key && Arrays.equals(this.bytes, key.bytes));
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.bytes);
	}

	/**
	 * Return the fingerprint.
	 * @return the fingerprint
	 */
	@Override
	public String toString() {
		return fingerprint();
	}

	private static CurvePublicKey checked(byte[] bytes) {
		KeyText.check("public", bytes);
		if (!isCanonical(bytes)) {
			throw new InvalidCurveKeyException("The CURVE public key is not in canonical form, so that it would be "
					+ "another spelling of some other key; use the key as the tool that made it printed it");
		}
		if (LOW_ORDER.stream().anyMatch((each) -> Arrays.equals(each, bytes))) {
			throw new InvalidCurveKeyException("The CURVE public key is a point of low order, with which anybody "
					+ "could read the traffic; no honest tool makes such a key, so ask its owner for the real one");
		}
		CurvePublicKey key = new CurvePublicKey(bytes);
		String printed = PUBLISHED.get(key.z85);
		if (printed != null) {
			throw new InvalidCurveKeyException(("The CURVE key belongs to an example key pair printed in %s, so "
					+ "everybody knows its secret half; make a pair of your own, for example with 'zmq-secure keygen', "
					+ "curve_keygen or CurveKeyPair.generate()")
				.formatted(printed));
		}
		return key;
	}

	private static boolean isCanonical(byte[] bytes) {
		if ((bytes[31] & 0xff) != 0x7f) {
			return bytes[31] >= 0;
		}
		for (int i = 30; i > 0; i--) {
			if ((bytes[i] & 0xff) != 0xff) {
				return true;
			}
		}
		return (bytes[0] & 0xff) < 0xed;
	}

	private static byte[] sha256(byte[] bytes) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(bytes);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
