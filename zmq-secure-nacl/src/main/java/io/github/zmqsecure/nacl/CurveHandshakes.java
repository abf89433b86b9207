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
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What has to be remembered of a server's CURVE handshake so that its boxes can be held
 * against each other: which of the server's secret keys opened the HELLO.
 * <p>
 * The functions of NaCl know nothing of connections, but JeroMQ 0.6.0 passes the same
 * array for the same key of one connection: the client's short-term public key C' with
 * HELLO, WELCOME and INITIATE, the server's short-term secret key s' with INITIATE and
 * VOUCH, and the very array that a socket was configured with as the server's long-term
 * secret key. So the identity of the arrays leads from one box to the next, and from a
 * HELLO to the keys of its socket. They are held weakly: what a broken-off handshake
 * leaves behind goes with its connection, and a ring with its socket.
 */
class CurveHandshakes {

	private static final int PADDING = 32;

	private static final int KEY_LENGTH = 32;

	private final WeakIdentityMap<byte[], byte[]> serverKeys = new WeakIdentityMap<>();

	private final WeakIdentityMap<byte[], byte[]> addressed = new WeakIdentityMap<>();

	private final WeakIdentityMap<byte[], ServerKeyRing> rings = new WeakIdentityMap<>();

	void useRing(byte[] configured, ServerKeyRing ring) {
		this.rings.put(configured, ring);
	}

	/**
	 * Return, once, the public key that the client of a handshake addressed whose vouch
	 * was opened.
	 * @param shortTermSecret the server's short-term secret key
	 * @return the server's public key, {@code null} if there was no such vouch
	 */
	byte @Nullable [] takeAddressed(byte[] shortTermSecret) {
		return this.addressed.remove(shortTermSecret);
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
		ServerKeyRing ring = this.rings.get(secretKey);
		List<byte[]> keys = (ring != null) ? ring.keys(secretKey) : List.of(secretKey);
		for (byte[] key : keys) {
			if (openBox(message, box, length, nonce, publicKey, key)) {
				this.serverKeys.put(publicKey, key);
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
		byte[] named = namedServer(message, length, serverKey);
		if (named == null) {
			Arrays.fill(message, 0, length, (byte) 0);
			return false;
		}
		this.addressed.put(secretKey, named);
		return true;
	}

	/**
	 * Return the server's public key if the vouch names it.
	 */
	private byte @Nullable [] namedServer(byte[] vouch, int length, byte @Nullable [] serverKey) {
		int start = PADDING + KEY_LENGTH;
		if (serverKey == null || length < start + KEY_LENGTH) {
			return null;
		}
		byte[] publicKey = new byte[KEY_LENGTH];
		NaclProviders.current().multiplyBase(publicKey, serverKey);
		boolean named = Arrays.equals(vouch, start, start + KEY_LENGTH, publicKey, 0, KEY_LENGTH);
		return (named) ? publicKey : null;
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
