// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

import io.github.zmqsecure.nacl.CryptoBox;
import org.zeromq.ZMQ;

/**
 * Makes one CURVE handshake (RFC 23, RFC 26) as a PUSH client and hangs up: much lighter
 * than a socket of ZeroMQ.
 */
class CurveHandshakeClient {

	private static final int GREETING = 64;

	private static final int TIMEOUT = 10_000;

	private final byte[] serverKey;

	private final byte[] publicKey = new byte[32];

	private final byte[] secretKey = new byte[32];

	CurveHandshakeClient(String serverKey) {
		this.serverKey = ZMQ.Curve.z85Decode(serverKey);
		CryptoBox.keypair(this.publicKey, this.secretKey);
	}

	/**
	 * Return whom a server is to let in.
	 * @return the public key in hexadecimal
	 */
	String publicKey() {
		return HexFormat.of().formatHex(this.publicKey);
	}

	void connect(int port) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.setTcpNoDelay(true);
			socket.setSoTimeout(TIMEOUT);
			DataInputStream in = new DataInputStream(socket.getInputStream());
			OutputStream out = socket.getOutputStream();
			out.write(greeting());
			in.readFully(new byte[GREETING]);
			byte[] shortPublic = new byte[32];
			byte[] shortSecret = new byte[32];
			CryptoBox.keypair(shortPublic, shortSecret);
			out.write(command("HELLO", hello(shortPublic, shortSecret)));
			byte[] welcome = open(read(in, "WELCOME"), shortSecret);
			out.write(command("INITIATE", initiate(welcome, shortPublic, shortSecret)));
			read(in, "READY");
		}
	}

	private static byte[] greeting() {
		ByteBuffer greeting = ByteBuffer.allocate(GREETING);
		greeting.put((byte) 0xff).position(9);
		greeting.put((byte) 0x7f).put((byte) 3).put((byte) 0).put(ascii("CURVE"));
		return greeting.array();
	}

	private byte[] hello(byte[] shortPublic, byte[] shortSecret) {
		byte[] nonce = nonce("CurveZMQHELLO---", new byte[] { 0, 0, 0, 0, 0, 0, 0, 1 });
		byte[] box = box(new byte[64], nonce, this.serverKey, shortSecret);
		return ByteBuffer.allocate(194)
			.put((byte) 1)
			.put((byte) 0)
			.put(new byte[72])
			.put(shortPublic)
			.put(nonce, 16, 8)
			.put(box)
			.array();
	}

	private byte[] open(byte[] welcome, byte[] shortSecret) throws IOException {
		byte[] nonce = nonce("WELCOME-", ByteBuffer.wrap(welcome, 0, 16));
		byte[] box = new byte[160];
		System.arraycopy(welcome, 16, box, 16, 144);
		byte[] opened = new byte[160];
		if (CryptoBox.boxOpen(opened, box, box.length, nonce, this.serverKey, shortSecret) != 0) {
			throw new IOException("the WELCOME is not authentic");
		}
		return opened;
	}

	private byte[] initiate(byte[] welcome, byte[] shortPublic, byte[] shortSecret) {
		byte[] serverShort = new byte[32];
		System.arraycopy(welcome, 32, serverShort, 0, 32);
		byte[] vouchNonce = nonce("VOUCH---", shortPublic);
		byte[] vouch = ByteBuffer.allocate(64).put(shortPublic).put(this.serverKey).array();
		byte[] vouchBox = box(vouch, vouchNonce, serverShort, this.secretKey);
		ByteBuffer plain = ByteBuffer.allocate(128 + 20).put(this.publicKey).put(vouchNonce, 8, 16).put(vouchBox);
		plain.put((byte) 11).put(ascii("Socket-Type")).putInt(4).put(ascii("PUSH"));
		byte[] nonce = nonce("CurveZMQINITIATE", new byte[] { 0, 0, 0, 0, 0, 0, 0, 2 });
		byte[] box = box(plain.array(), nonce, serverShort, shortSecret);
		return ByteBuffer.allocate(96 + 8 + box.length).put(welcome, 64, 96).put(nonce, 16, 8).put(box).array();
	}

	private static byte[] box(byte[] message, byte[] nonce, byte[] publicKey, byte[] secretKey) {
		byte[] padded = new byte[32 + message.length];
		System.arraycopy(message, 0, padded, 32, message.length);
		byte[] box = new byte[padded.length];
		CryptoBox.box(box, padded, padded.length, nonce, publicKey, secretKey);
		return Arrays.copyOfRange(box, 16, box.length);
	}

	private static byte[] nonce(String prefix, byte[] rest) {
		return nonce(prefix, ByteBuffer.wrap(rest, 0, Math.min(rest.length, 24 - prefix.length())));
	}

	private static byte[] nonce(String prefix, ByteBuffer rest) {
		return ByteBuffer.allocate(24).put(ascii(prefix)).put(rest).array();
	}

	private static byte[] command(String name, byte[] body) {
		int length = 1 + name.length() + body.length;
		ByteBuffer frame = ByteBuffer.allocate(9 + length);
		if (length > 255) {
			frame.put((byte) 0x06).putLong(length);
		}
		else {
			frame.put((byte) 0x04).put((byte) length);
		}
		frame.put((byte) name.length()).put(ascii(name)).put(body);
		return Arrays.copyOf(frame.array(), frame.position());
	}

	private static byte[] read(DataInputStream in, String name) throws IOException {
		int flags = in.readUnsignedByte();
		int length = ((flags & 0x02) != 0) ? (int) in.readLong() : in.readUnsignedByte();
		byte[] frame = new byte[length];
		in.readFully(frame);
		int start = 1 + frame[0];
		String received = new String(frame, 1, frame[0], StandardCharsets.US_ASCII);
		if (!received.equals(name)) {
			throw new IOException("expected " + name + ", received " + received);
		}
		return Arrays.copyOfRange(frame, start, length);
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
