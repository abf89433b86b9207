// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * One CURVE handshake of a server. It keeps the key of a box that was opened for the box
 * that is sealed next with the same one, so that it is derived once, and forgets it when
 * it was taken. Not thread-safe: a connection stays on one thread.
 */
class CurveHandshake {

	private byte @Nullable [] serverKey;

	private byte @Nullable [] clientKey;

	private byte @Nullable [] sharedKey;

	private byte @Nullable [] addressed;

	/**
	 * Begin with the HELLO.
	 * @param serverKey which of the server's secret keys opened it
	 * @param sharedKey the key of its box and of the WELCOME's
	 */
	CurveHandshake(byte[] serverKey, byte[] sharedKey) {
		this.serverKey = serverKey;
		this.sharedKey = sharedKey;
	}

	/**
	 * Go on with the INITIATE.
	 * @param clientKey the array with the client's short-term public key
	 * @param sharedKey the key of its box and of the messages
	 */
	void initiated(byte[] clientKey, byte[] sharedKey) {
		forgetSharedKey();
		this.clientKey = clientKey;
		this.sharedKey = sharedKey;
	}

	byte @Nullable [] serverKey() {
		return this.serverKey;
	}

	/**
	 * Return the server's secret key for the one vouch that a handshake has.
	 */
	byte @Nullable [] takeServerKey() {
		byte[] serverKey = this.serverKey;
		this.serverKey = null;
		return serverKey;
	}

	boolean isWith(byte[] clientKey) {
		return this.clientKey == clientKey;
	}

	/**
	 * Copy the key that is kept and forget it here.
	 * @param into receives the key
	 * @return whether there was one
	 */
	boolean takeSharedKey(byte[] into) {
		byte[] key = this.sharedKey;
		if (key == null) {
			return false;
		}
		System.arraycopy(key, 0, into, 0, key.length);
		forgetSharedKey();
		return true;
	}

	void addressed(byte[] publicKey) {
		this.addressed = publicKey;
	}

	byte @Nullable [] addressed() {
		byte[] addressed = this.addressed;
		return (addressed != null) ? addressed.clone() : null;
	}

	void forgetSharedKey() {
		byte[] key = this.sharedKey;
		this.sharedKey = null;
		if (key != null) {
			Arrays.fill(key, (byte) 0);
		}
	}

}
