// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.ByteOrder;
import java.security.SecureRandom;

import org.bouncycastle.math.ec.rfc7748.X25519;

/**
 * NaCl by Bouncy Castle's lightweight classes, on every JVM.
 *
 * @since 0.1.0
 */
public final class BouncyCastleNacl implements NaclProvider {

	static final String NAME = "bouncy-castle";

	private static final String UNKNOWN = "unknown";

	/** Where the nonce of Salsa20 begins in that of XSalsa20. */
	private static final int COUNTER = 16;

	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final String VERSION = findVersion();

	private static final ThreadLocal<BouncyCastleSecretBox> secretBoxes = ThreadLocal
		.withInitial(BouncyCastleSecretBox::new);

	private final SecureRandom random = new SecureRandom();

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public String version() {
		return VERSION;
	}

	@Override
	public String description() {
		return "Bouncy Castle " + version();
	}

	@Override
	public void seal(byte[] box, byte[] message, int length, byte[] nonce, byte[] key) {
		BouncyCastleSecretBox secretBox = secretBoxes.get().init(key, nonce);
		secretBox.seal(box, message, length, (long) LONG.get(nonce, COUNTER));
		secretBox.wipe();
	}

	@Override
	public boolean open(byte[] message, byte[] box, int length, byte[] nonce, byte[] key) {
		BouncyCastleSecretBox secretBox = secretBoxes.get().init(key, nonce);
		boolean authentic = secretBox.open(message, box, length, (long) LONG.get(nonce, COUNTER));
		secretBox.wipe();
		return authentic;
	}

	@Override
	public CounterBox counterBox(byte[] key, byte[] prefix) {
		return new BouncyCastleSecretBox().init(key, prefix);
	}

	@Override
	public boolean multiply(byte[] product, byte[] scalar, byte[] point) {
		return X25519.calculateAgreement(scalar, 0, point, 0, product, 0);
	}

	@Override
	public void multiplyBase(byte[] product, byte[] scalar) {
		X25519.scalarMultBase(scalar, 0, product, 0);
	}

	@Override
	public void hsalsa20(byte[] out, byte[] in, byte[] key) {
		SalsaCore.hsalsa20(out, in, key);
	}

	@Override
	public void randomBytes(byte[] bytes) {
		this.random.nextBytes(bytes);
	}

	private static String findVersion() {
		try {
			URL url = X25519.class.getResource("X25519.class");
			if (url != null && url.openConnection() instanceof JarURLConnection connection) {
				String version = connection.getManifest().getMainAttributes().getValue("Bundle-Version");
				return (version != null) ? version : UNKNOWN;
			}
		}
		catch (IOException ex) {
			return UNKNOWN;
		}
		return UNKNOWN;
	}

}
