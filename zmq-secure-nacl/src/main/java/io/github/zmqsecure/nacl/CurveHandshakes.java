// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What has to be remembered of a server's CURVE handshake so that its boxes can be held
 * against each other: which of the server's secret keys opened the HELLO. What opened a
 * box also seals the next one, so that each key is derived once: that of the HELLO for
 * the WELCOME, that of the INITIATE for the messages.
 * <p>
 * The functions of NaCl know nothing of connections, but JeroMQ 0.6.0 passes the same
 * array for the same key of one connection: the client's short-term public key C' with
 * HELLO, WELCOME and INITIATE, the server's short-term secret key s' with INITIATE, VOUCH
 * and the key of the messages, and the very array that a socket was configured with as
 * the server's long-term secret key. So the identity of the arrays leads from one box to
 * the next, and from a HELLO to the keys of its socket. They are held weakly: what a
 * broken-off handshake leaves behind goes with its connection, and a ring with its
 * socket.
 */
class CurveHandshakes {

	private static final int PADDING = 32;

	private static final int KEY_LENGTH = 32;

	/** By C' until the INITIATE is opened, then by s'. */
	private final WeakIdentityMap<byte[], CurveHandshake> handshakes = new WeakIdentityMap<>(
			CurveHandshake::forgetSharedKey);

	private final WeakIdentityMap<byte[], ServerKeyRing> rings = new WeakIdentityMap<>();

	/** The public keys of the server's secret keys. */
	private final WeakIdentityMap<byte[], byte[]> publicKeys = new WeakIdentityMap<>();

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
		CurveHandshake handshake = this.handshakes.remove(shortTermSecret);
		if (handshake == null) {
			return null;
		}
		handshake.forgetSharedKey();
		return handshake.addressed();
	}

	/**
	 * Forget the handshake of a connection that has ended.
	 * @param key the client's short-term public key or the server's short-term secret key
	 */
	void forget(byte[] key) {
		CurveHandshake handshake = this.handshakes.remove(key);
		if (handshake != null) {
			handshake.forgetSharedKey();
		}
	}

	/**
	 * Derive the key to seal a box with: for a WELCOME that of the server's key which its
	 * client addressed.
	 * @param shared receives the key
	 * @param nonce the nonce of the box
	 * @param publicKey the receiver's key
	 * @param secretKey the key that the caller passed
	 * @return whether the public key was usable
	 */
	boolean sealingKey(byte[] shared, byte[] nonce, byte[] publicKey, byte[] secretKey) {
		CurveHandshake handshake = (CurveCommand.of(nonce) == CurveCommand.WELCOME) ? this.handshakes.get(publicKey)
				: null;
		if (handshake == null) {
			return NaclProviders.current().sharedKey(shared, publicKey, secretKey);
		}
		byte[] serverKey = handshake.serverKey();
		return handshake.takeSharedKey(shared)
				|| NaclProviders.current().sharedKey(shared, publicKey, (serverKey != null) ? serverKey : secretKey);
	}

	/**
	 * Derive the key of the messages.
	 * @param shared receives the key
	 * @param publicKey the peer's key
	 * @param secretKey our key
	 * @return whether the public key was usable
	 */
	boolean messageKey(byte[] shared, byte[] publicKey, byte[] secretKey) {
		CurveHandshake handshake = this.handshakes.get(secretKey);
		return (handshake != null && handshake.isWith(publicKey) && handshake.takeSharedKey(shared))
				|| NaclProviders.current().sharedKey(shared, publicKey, secretKey);
	}

	int size() {
		return this.handshakes.size();
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
			byte[] shared = openedBy(message, box, length, nonce, publicKey, key);
			if (shared != null) {
				this.handshakes.put(publicKey, new CurveHandshake(key, shared));
				return true;
			}
		}
		return false;
	}

	private boolean openInitiate(byte[] message, byte[] box, int length, byte[] nonce, byte[] publicKey,
			byte[] secretKey) {
		byte[] shared = openedBy(message, box, length, nonce, publicKey, secretKey);
		CurveHandshake handshake = this.handshakes.remove(publicKey);
		if (shared == null || handshake == null) {
			wipe(shared);
			return shared != null;
		}
		handshake.initiated(publicKey, shared);
		this.handshakes.put(secretKey, handshake);
		return true;
	}

	private boolean openVouch(byte[] message, byte[] box, int length, byte[] nonce, byte[] publicKey,
			byte[] secretKey) {
		CurveHandshake handshake = this.handshakes.get(secretKey);
		byte[] serverKey = (handshake != null) ? handshake.takeServerKey() : null;
		boolean opened = openBox(message, box, length, nonce, publicKey, secretKey);
		byte[] named = (opened) ? namedServer(message, length, serverKey) : null;
		if (handshake == null || named == null) {
			forget(secretKey);
			if (opened) {
				Arrays.fill(message, 0, length, (byte) 0);
			}
			return false;
		}
		handshake.addressed(named);
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
		byte[] publicKey = publicKey(serverKey);
		boolean named = Arrays.equals(vouch, start, start + KEY_LENGTH, publicKey, 0, KEY_LENGTH);
		return (named) ? publicKey : null;
	}

	private byte[] publicKey(byte[] serverKey) {
		byte[] publicKey = this.publicKeys.get(serverKey);
		if (publicKey == null) {
			publicKey = new byte[KEY_LENGTH];
			NaclProviders.current().multiplyBase(publicKey, serverKey);
			this.publicKeys.put(serverKey, publicKey);
		}
		return publicKey;
	}

	private boolean openBox(byte[] message, byte[] box, int length, byte[] nonce, byte[] publicKey, byte[] secretKey) {
		byte[] shared = openedBy(message, box, length, nonce, publicKey, secretKey);
		wipe(shared);
		return shared != null;
	}

	/**
	 * Open a box.
	 * @return the key that opened it, to be wiped, or {@code null} if it was refused
	 */
	private byte @Nullable [] openedBy(byte[] message, byte[] box, int length, byte[] nonce, byte[] publicKey,
			byte[] secretKey) {
		NaclProvider provider = NaclProviders.current();
		byte[] shared = new byte[KEY_LENGTH];
		boolean opened = false;
		try {
			opened = provider.sharedKey(shared, publicKey, secretKey)
					&& provider.open(message, box, length, nonce, shared);
			return (opened) ? shared : null;
		}
		finally {
			if (!opened) {
				wipe(shared);
			}
		}
	}

	private static void wipe(byte @Nullable [] key) {
		if (key != null) {
			Arrays.fill(key, (byte) 0);
		}
	}

}
