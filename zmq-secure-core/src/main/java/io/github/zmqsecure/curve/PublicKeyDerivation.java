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
