// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.cli;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;

import com.neilalexander.jnacl.crypto.curve25519xsalsa20poly1305;
import io.github.zmqsecure.Printable;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurvePublicKey;
import io.github.zmqsecure.jeromq.ZmtpProperties;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of a <a href="https://rfc.zeromq.org/spec/26/">CURVE</a> handshake.
 * Not thread-safe.
 */
final class CurveHandshake {

	private static final int ZERO = curve25519xsalsa20poly1305.crypto_secretbox_ZEROBYTES;

	private static final int BOX_ZERO = curve25519xsalsa20poly1305.crypto_secretbox_BOXZEROBYTES;

	private static final int KEY = 32;

	private static final int WELCOME = 168;

	private static final int COOKIE = 96;

	private final ZmtpConnection connection;

	private final CurveKeyPair client;

	private final CurvePublicKey server;

	private final CurveKeyPair transientPair = CurveKeyPair.generate();

	private long nonce = 1;

	CurveHandshake(ZmtpConnection connection, CurveKeyPair client, CurvePublicKey server) {
		this.connection = connection;
		this.client = client;
		this.server = server;
	}

	/**
	 * Go through the handshake.
	 * @param socketType the type of socket that the client says it is
	 * @return what the server says of itself
	 * @throws ProbeException if the server says no
	 * @throws EOFException if it closes the connection after it has learnt who the client
	 * is
	 * @throws IOException if there is no answer
	 */
	Map<String, String> run(String socketType) throws IOException {
		byte[] secret = this.transientPair.secretKey().toBytes();
		try {
			hello(secret);
			byte[] welcome = welcome(secret);
			byte[] serverTransient = Arrays.copyOf(welcome, KEY);
			initiate(socketType, serverTransient, Arrays.copyOfRange(welcome, KEY, KEY + COOKIE), secret);
			return ready(serverTransient, secret);
		}
		finally {
			Arrays.fill(secret, (byte) 0);
		}
	}

	private void hello(byte[] secret) throws IOException {
		byte[] box = box(new byte[64], nonce("CurveZMQHELLO---"), this.server.toBytes(), secret);
		send("HELLO", new byte[] { 1, 0 }, new byte[72], this.transientPair.publicKey().toBytes(),
				counter(this.nonce++), box);
	}

	private byte[] welcome(byte[] secret) throws IOException {
		byte[] command;
		try {
			command = this.connection.command();
		}
		catch (EOFException ex) {
			throw wrongServerKey();
		}
		if (!isNamed(command, "WELCOME") || command.length != WELCOME) {
			throw wrongServerKey();
		}
		byte[] nonce = joined(ascii("WELCOME-"), Arrays.copyOfRange(command, 8, 24));
		byte[] plain = open(Arrays.copyOfRange(command, 24, command.length), nonce, this.server.toBytes(), secret);
		if (plain == null) {
			throw wrongServerKey();
		}
		return plain;
	}

	private void initiate(String socketType, byte[] serverTransient, byte[] cookie, byte[] secret) throws IOException {
		byte[] random = new byte[16];
		new SecureRandom().nextBytes(random);
		byte[] longTerm = this.client.secretKey().toBytes();
		byte[] vouch = box(joined(this.transientPair.publicKey().toBytes(), this.server.toBytes()),
				joined(ascii("VOUCH---"), random), serverTransient, longTerm);
		Arrays.fill(longTerm, (byte) 0);
		byte[] metadata = joined(ZmtpProperties.encode(Map.of("Socket-Type", socketType)),
				ZmtpProperties.encode(Map.of("Identity", "")));
		byte[] plain = joined(this.client.publicKey().toBytes(), random, vouch, metadata);
		byte[] box = box(plain, nonce("CurveZMQINITIATE"), serverTransient, secret);
		send("INITIATE", cookie, counter(this.nonce++), box);
	}

	private Map<String, String> ready(byte[] serverTransient, byte[] secret) throws IOException {
		byte[] command = this.connection.command();
		if (isNamed(command, "ERROR")) {
			String reason = (command.length > 7) ? new String(command, 7, command.length - 7, StandardCharsets.US_ASCII)
					: "";
			throw new ProbeException(ProbeOutcome.KEY_NOT_ALLOWED,
					"the server has the right key and does not let in this client (it says %s)"
						.formatted(reason.isBlank() ? "nothing more" : Printable.of(reason)));
		}
		byte[] plain = isNamed(command, "READY")
				? open(Arrays.copyOfRange(command, 14, command.length),
						joined(ascii("CurveZMQREADY---"), Arrays.copyOfRange(command, 6, 14)), serverTransient, secret)
				: null;
		if (plain == null) {
			throw new ProbeException(ProbeOutcome.NOT_CURVE, "the server sent something that is no READY of CURVE");
		}
		return properties(plain);
	}

	private static ProbeException wrongServerKey() {
		return new ProbeException(ProbeOutcome.WRONG_SERVER_KEY,
				"the server speaks CURVE and has another key; compare fingerprints with whoever runs it");
	}

	private void send(String name, byte[]... parts) throws IOException {
		this.connection.command(joined(new byte[] { (byte) name.length() }, ascii(name), joined(parts)));
	}

	private byte[] nonce(String prefix) {
		return joined(ascii(prefix), counter(this.nonce));
	}

	private static boolean isNamed(byte[] command, String name) {
		byte[] start = joined(new byte[] { (byte) name.length() }, ascii(name));
		return command.length >= start.length && Arrays.equals(start, Arrays.copyOf(command, start.length));
	}

	private static Map<String, String> properties(byte[] plain) throws ProbeException {
		try {
			Map<String, String> properties = ZmtpProperties.decode(plain);
			properties.replaceAll((name, value) -> Printable.of(value));
			return properties;
		}
		catch (IllegalArgumentException ex) {
			throw new ProbeException(ProbeOutcome.NOT_CURVE, "the server sent malformed metadata");
		}
	}

	private static byte[] counter(long counter) {
		return ByteBuffer.allocate(Long.BYTES).putLong(counter).array();
	}

	private static byte[] box(byte[] plain, byte[] nonce, byte[] publicKey, byte[] secretKey) {
		byte[] padded = joined(new byte[ZERO], plain);
		byte[] box = new byte[padded.length];
		curve25519xsalsa20poly1305.crypto_box(box, padded, padded.length, nonce, publicKey, secretKey);
		return Arrays.copyOfRange(box, BOX_ZERO, box.length);
	}

	private static byte @Nullable [] open(byte[] box, byte[] nonce, byte[] publicKey, byte[] secretKey) {
		byte[] padded = joined(new byte[BOX_ZERO], box);
		byte[] plain = new byte[padded.length];
		int status = (box.length < BOX_ZERO) ? -1
				: curve25519xsalsa20poly1305.crypto_box_open(plain, padded, padded.length, nonce, publicKey, secretKey);
		return (status == 0) ? Arrays.copyOfRange(plain, ZERO, plain.length) : null;
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

	private static byte[] joined(byte[]... parts) {
		ByteBuffer joined = ByteBuffer.allocate(Arrays.stream(parts).mapToInt((part) -> part.length).sum());
		for (byte[] part : parts) {
			joined.put(part);
		}
		return joined.array();
	}

}
