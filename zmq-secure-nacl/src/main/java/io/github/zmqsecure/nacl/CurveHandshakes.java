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

package io.github.zmqsecure.nacl;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * What has to be remembered of a server's CURVE handshake so that its boxes can be held
 * against each other: which of the server's secret keys opened the HELLO.
 * <p>
 * The functions of NaCl know nothing of connections, but JeroMQ 0.6.0 passes the same
 * array for the same key of one connection: the client's short-term public key C' with
 * HELLO, WELCOME and INITIATE, the server's short-term secret key s' with INITIATE and
 * VOUCH. So the identity of the arrays leads from one box to the next. They are held
 * weakly: what a broken-off handshake leaves behind goes with its connection.
 */
class CurveHandshakes {

	private static final int PADDING = 32;

	private static final int KEY_LENGTH = 32;

	private final WeakIdentityMap<byte[], byte[]> serverKeys = new WeakIdentityMap<>();

	private volatile ServerKeyRing ring = ServerKeyRing.NONE;

	void useRing(ServerKeyRing ring) {
		this.ring = ring;
	}

	/**
	 * Return the secret key to seal with: for a WELCOME the key that its client
	 * addressed.
	 * @param nonce the nonce of the box
	 * @param publicKey the receiver's key
	 * @param secretKey the key that the caller passed
	 * @return the key
	 */
	byte[] sealingKey(byte[] nonce, byte[] publicKey, byte[] secretKey) {
		if (CurveCommand.of(nonce) != CurveCommand.WELCOME) {
			return secretKey;
		}
		byte[] addressed = this.serverKeys.get(publicKey);
		return (addressed != null) ? addressed : secretKey;
	}

	boolean open(byte[] message, byte[] box, int length, byte[] nonce, byte[] publicKey, byte[] secretKey) {
		return switch (CurveCommand.of(nonce)) {
			case HELLO -> openHello(message, box, length, nonce, publicKey, secretKey);
			case INITIATE -> openInitiate(message, box, length, nonce, publicKey, secretKey);
			case VOUCH -> openVouch(message, box, length, nonce, publicKey, secretKey);
			case WELCOME, OTHER -> openBox(message, box, length, nonce, publicKey, secretKey);
		};
	}

	private boolean openHello(byte[] message, byte[] box, int length, byte[] nonce, byte[] publicKey,
			byte[] secretKey) {
		if (openBox(message, box, length, nonce, publicKey, secretKey)) {
			this.serverKeys.put(publicKey, secretKey);
			return true;
		}
		for (byte[] other : this.ring.besides(secretKey)) {
			if (openBox(message, box, length, nonce, publicKey, other)) {
				this.serverKeys.put(publicKey, other);
				return true;
			}
		}
		return false;
	}

	private boolean openInitiate(byte[] message, byte[] box, int length, byte[] nonce, byte[] publicKey,
			byte[] secretKey) {
		boolean opened = openBox(message, box, length, nonce, publicKey, secretKey);
		byte[] serverKey = this.serverKeys.remove(publicKey);
		if (opened && serverKey != null) {
			this.serverKeys.put(secretKey, serverKey);
		}
		return opened;
	}

	private boolean openVouch(byte[] message, byte[] box, int length, byte[] nonce, byte[] publicKey,
			byte[] secretKey) {
		byte[] serverKey = this.serverKeys.remove(secretKey);
		if (!openBox(message, box, length, nonce, publicKey, secretKey)) {
			return false;
		}
		boolean ours = namesServer(message, length, serverKey);
		if (!ours) {
			Arrays.fill(message, 0, length, (byte) 0);
		}
		return ours;
	}

	private boolean namesServer(byte[] vouch, int length, byte @Nullable [] serverKey) {
		int start = PADDING + KEY_LENGTH;
		if (serverKey == null || length < start + KEY_LENGTH) {
			return false;
		}
		byte[] publicKey = new byte[KEY_LENGTH];
		NaclProviders.current().multiplyBase(publicKey, serverKey);
		return Arrays.equals(vouch, start, start + KEY_LENGTH, publicKey, 0, KEY_LENGTH);
	}

	private boolean openBox(byte[] message, byte[] box, int length, byte[] nonce, byte[] publicKey, byte[] secretKey) {
		NaclProvider provider = NaclProviders.current();
		byte[] shared = new byte[KEY_LENGTH];
		try {
			return provider.sharedKey(shared, publicKey, secretKey)
					&& provider.open(message, box, length, nonce, shared);
		}
		finally {
			Arrays.fill(shared, (byte) 0);
		}
	}

}
