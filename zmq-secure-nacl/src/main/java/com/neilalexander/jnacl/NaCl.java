// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package com.neilalexander.jnacl;

import java.util.Arrays;
import java.util.HexFormat;

import com.neilalexander.jnacl.crypto.curve25519xsalsa20poly1305;
import io.github.zmqsecure.nacl.NaclClassPath;

/**
 * A pair of keys to encrypt and decrypt with, as jnacl 1.0.0 has it.
 *
 * @since 0.1.0
 */
public class NaCl implements NaclClassPath.Replacement {

	private static final int ZEROS = 32;

	private static final int KEY_LENGTH = 32;

	private final byte[] shared = new byte[KEY_LENGTH];

	/**
	 * Create an instance for two peers.
	 * @param privatekey our secret key, 32 bytes
	 * @param publickey the peer's public key, 32 bytes
	 * @throws Exception if a key is too short or the public key has a low order
	 */
	public NaCl(byte[] privatekey, byte[] publickey) throws Exception {
		if (privatekey.length < KEY_LENGTH) {
			throw new Exception("Private key too short");
		}
		if (publickey.length < KEY_LENGTH) {
			throw new Exception("Public key too short");
		}
		if (curve25519xsalsa20poly1305.crypto_box_beforenm(this.shared, publickey, privatekey) != 0) {
			throw new Exception("Public key has a low order");
		}
	}

	/**
	 * Create an instance for two peers.
	 * @param privatekey our secret key, 64 hexadecimal digits
	 * @param publickey the peer's public key, 64 hexadecimal digits
	 * @throws Exception if a key is too short or the public key has a low order
	 */
	public NaCl(String privatekey, String publickey) throws Exception {
		this(getBinary(privatekey), getBinary(publickey));
	}

	/**
	 * Encrypt a message.
	 * @param input the message
	 * @param nonce the nonce, 24 bytes
	 * @return the box after 16 zero bytes
	 */
	public byte[] encrypt(byte[] input, byte[] nonce) {
		return encrypt(input, input.length, nonce);
	}

	/**
	 * Encrypt the beginning of a message.
	 * @param input the message
	 * @param inputlength how many bytes of it
	 * @param nonce the nonce, 24 bytes
	 * @return the box after 16 zero bytes
	 */
	public byte[] encrypt(byte[] input, int inputlength, byte[] nonce) {
		byte[] message = new byte[inputlength + ZEROS];
		System.arraycopy(input, 0, message, ZEROS, inputlength);
		byte[] box = new byte[message.length];
		curve25519xsalsa20poly1305.crypto_box_afternm(box, message, message.length, nonce, this.shared);
		return box;
	}

	/**
	 * Decrypt a box.
	 * @param input the box after 16 zero bytes
	 * @param nonce the nonce, 24 bytes
	 * @return the message; all zeros if the box is not authentic
	 */
	public byte[] decrypt(byte[] input, byte[] nonce) {
		return decrypt(input, input.length, nonce);
	}

	/**
	 * Decrypt the beginning of a box.
	 * @param input the box after 16 zero bytes
	 * @param inputlength how many bytes of it
	 * @param nonce the nonce, 24 bytes
	 * @return the message; all zeros if the box is not authentic
	 */
	public byte[] decrypt(byte[] input, int inputlength, byte[] nonce) {
		byte[] message = new byte[inputlength];
		curve25519xsalsa20poly1305.crypto_box_open_afternm(message, input, inputlength, nonce, this.shared);
		return Arrays.copyOfRange(message, ZEROS, inputlength);
	}

	/**
	 * Convert from hexadecimal digits.
	 * @param s the digits
	 * @return the bytes
	 */
	public static byte[] getBinary(String s) {
		return HexFormat.of().parseHex(s);
	}

	/**
	 * Convert to hexadecimal digits.
	 * @param buf the bytes
	 * @return the digits
	 */
	public static String asHex(byte[] buf) {
		return HexFormat.of().formatHex(buf);
	}

	/**
	 * Convert to hexadecimal digits, at least two for each number.
	 * @param buf the numbers
	 * @return the digits
	 */
	public static String asHex(int[] buf) {
		StringBuilder hex = new StringBuilder();
		for (int number : buf) {
			hex.append(String.format("%02x", number));
		}
		return hex.toString();
	}

}
