// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;

import javax.crypto.KeyAgreement;

import org.bouncycastle.math.ec.rfc7748.X25519;

/**
 * Derives public keys from secret ones: X25519 with the base point. The JDK's, which is
 * loaded in a fraction of the time that a JVM takes to verify Bouncy Castle's archive;
 * that one's where the JDK has none, as without the module {@code jdk.crypto.ec}.
 */
final class PublicKeyDerivation {

	private static final BigInteger BASE_POINT = BigInteger.valueOf(9);

	private PublicKeyDerivation() {
	}

	static byte[] derive(byte[] secretKey) {
		try {
			KeyFactory keys = KeyFactory.getInstance("X25519");
			KeyAgreement agreement = KeyAgreement.getInstance("X25519");
			agreement.init(keys.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, secretKey)));
			agreement.doPhase(keys.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, BASE_POINT)), true);
			return agreement.generateSecret();
		}
		catch (GeneralSecurityException ex) {
			byte[] publicKey = new byte[KeyText.KEY_SIZE];
			X25519.generatePublicKey(secretKey, 0, publicKey, 0);
			return publicKey;
		}
	}

}
