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
