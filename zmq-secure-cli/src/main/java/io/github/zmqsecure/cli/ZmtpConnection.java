// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.cli;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.github.zmqsecure.Printable;

/**
 * One TCP connection that speaks <a href="https://rfc.zeromq.org/spec/23/">ZMTP 3</a> as
 * far as the end of a handshake. Not thread-safe.
 */
final class ZmtpConnection implements AutoCloseable {

	private static final int GREETING = 64;

	private static final int SIGNATURE = 10;

	private static final int MECHANISM = 12;

	private static final int COMMAND = 4;

	private static final int LONG = 2;

	private static final int MAX_COMMAND = 64 * 1024;

	private final Socket socket = new Socket();

	private final long deadline;

	ZmtpConnection(Duration timeout) {
		this.deadline = System.nanoTime() + timeout.toNanos();
	}

	/**
	 * Connect, within the time that is left.
	 * @param address where
	 * @param port where
	 * @throws IOException if there is no connection
	 */
	void connect(InetAddress address, int port) throws IOException {
		this.socket.connect(new InetSocketAddress(address, port), left());
		this.socket.setTcpNoDelay(true);
	}

	/**
	 * Exchange greetings. The own mechanism is said last, since libzmq closes the
	 * connection at once where it is another.
	 * @return the version of ZMTP that the server speaks
	 * @throws IOException if the server speaks no CURVE, or not at all
	 */
	String greet() throws IOException {
		byte[] own = ByteBuffer.allocate(GREETING)
			.put((byte) 0xff)
			.putLong(0)
			.put((byte) 0x7f)
			.put((byte) 3)
			.put((byte) 0)
			.put("CURVE".getBytes(StandardCharsets.US_ASCII))
			.array();
		send(own, 0, MECHANISM);
		byte[] greeting = new byte[GREETING];
		int length = readUpTo(greeting);
		if (length == 0) {
			throw new ProbeException(ProbeOutcome.ADDRESS_DENIED,
					"the connection was closed before a word was said: the server denies this address, or has reached a limit of connections or handshakes");
		}
		if (greeting[0] != (byte) 0xff || (length >= SIGNATURE && (greeting[SIGNATURE - 1] & 1) == 0)) {
			throw new ProbeException(ProbeOutcome.NOT_CURVE, "what listens there speaks no ZMTP, so it is no ZeroMQ");
		}
		if (length < GREETING || greeting[SIGNATURE] < 3) {
			throw new ProbeException(ProbeOutcome.NOT_CURVE,
					"the server speaks a version of ZMTP before 3, which has no CURVE");
		}
		String version = greeting[SIGNATURE] + "." + greeting[SIGNATURE + 1];
		String mechanism = new String(greeting, MECHANISM, 20, StandardCharsets.US_ASCII).trim();
		if (!"CURVE".equals(mechanism)) {
			throw new ProbeException(ProbeOutcome.NOT_CURVE,
					"the server speaks ZMTP %s with the mechanism %s, so it would let in everybody and encrypt nothing"
						.formatted(version, Printable.of(mechanism)));
		}
		send(own, MECHANISM, GREETING - MECHANISM);
		return version;
	}

	/**
	 * Send a command.
	 * @param body its name and content
	 * @throws IOException if it can't be sent
	 */
	void command(byte[] body) throws IOException {
		boolean large = body.length > 255;
		ByteBuffer frame = ByteBuffer.allocate(((large) ? 9 : 2) + body.length);
		if (large) {
			frame.put((byte) (COMMAND | LONG)).putLong(body.length);
		}
		else {
			frame.put((byte) COMMAND).put((byte) body.length);
		}
		byte[] bytes = frame.put(body).array();
		send(bytes, 0, bytes.length);
	}

	/**
	 * Receive a command.
	 * @return its name and content
	 * @throws IOException if there comes none
	 */
	byte[] command() throws IOException {
		byte[] flags = readFully(1);
		byte[] size = readFully(((flags[0] & LONG) != 0) ? 8 : 1);
		long length = (size.length == 1) ? size[0] & 0xff : ByteBuffer.wrap(size).getLong();
		if (length < 1 || length > MAX_COMMAND) {
			throw new ProbeException(ProbeOutcome.NOT_CURVE,
					"the server sent a frame that is no command of a handshake");
		}
		return readFully((int) length);
	}

	private byte[] readFully(int length) throws IOException {
		byte[] bytes = new byte[length];
		if (readUpTo(bytes) < length) {
			throw new EOFException();
		}
		return bytes;
	}

	/**
	 * A connection that is reset is at its end.
	 */
	private int readUpTo(byte[] bytes) throws IOException {
		DataInputStream input = new DataInputStream(this.socket.getInputStream());
		int length = 0;
		while (length < bytes.length) {
			this.socket.setSoTimeout(left());
			int count;
			try {
				count = input.read(bytes, length, bytes.length - length);
			}
			catch (SocketTimeoutException ex) {
				throw ex;
			}
			catch (IOException ex) {
				return length;
			}
			if (count < 0) {
				return length;
			}
			length += count;
			if (bytes[0] != (byte) 0xff && bytes.length == GREETING) {
				return length;
			}
		}
		return length;
	}

	private void send(byte[] bytes, int offset, int length) {
		try {
			OutputStream output = this.socket.getOutputStream();
			output.write(bytes, offset, length);
			output.flush();
		}
		catch (IOException ex) {
			// What the server said before it closed the connection is still to be read.
			return;
		}
	}

	private int left() throws SocketTimeoutException {
		long millis = (this.deadline - System.nanoTime()) / 1_000_000;
		if (millis < 1) {
			throw new SocketTimeoutException();
		}
		return (int) Math.min(millis, Integer.MAX_VALUE);
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			return;
		}
	}

}
