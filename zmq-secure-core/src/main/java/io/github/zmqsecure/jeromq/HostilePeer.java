// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Connects to a socket of this JVM without CURVE, and says what no peer should.
 */
final class HostilePeer implements AutoCloseable {

	private static final int GREETING_SIZE = 64;

	private static final int MECHANISM_OFFSET = 12;

	private static final byte[] READY = "\4\32\5READY\13Socket-Type\0\0\0\4PAIR".getBytes(StandardCharsets.US_ASCII);

	private final Socket socket = new Socket(Proxy.NO_PROXY);

	private final InetAddress loopback = InetAddress.getByAddress(new byte[] { 127, 0, 0, 1 });

	private final int timeout;

	/**
	 * Create a peer that is not connected yet.
	 * @param patience how long to wait for the other end
	 * @throws IOException if there is no port on loopback for it
	 */
	HostilePeer(Duration patience) throws IOException {
		this.timeout = (int) patience.toMillis();
		this.socket.bind(new InetSocketAddress(this.loopback, 0));
	}

	/** Where it connects from, which nobody else does until it is closed. */
	SocketAddress address() {
		return this.socket.getLocalSocketAddress();
	}

	/** Greet, and wait until JeroMQ has greeted too: then the engine is attached. */
	void greet(int port) throws IOException {
		this.socket.connect(new InetSocketAddress(this.loopback, port), this.timeout);
		this.socket.setTcpNoDelay(true);
		this.socket.setSoTimeout(this.timeout);
		byte[] greeting = new byte[GREETING_SIZE];
		ByteBuffer.wrap(greeting)
			.put(0, (byte) 0xff)
			.put(9, (byte) 0x7f)
			.put(10, (byte) 3)
			.put(MECHANISM_OFFSET, "NULL".getBytes(StandardCharsets.US_ASCII));
		this.socket.getOutputStream().write(greeting);
		if (this.socket.getInputStream().readNBytes(GREETING_SIZE).length < GREETING_SIZE) {
			throw new EOFException("JeroMQ did not greet");
		}
	}

	/** Complete the handshake. */
	void ready() throws IOException {
		this.socket.getOutputStream().write(READY);
	}

	/** Begin a frame. */
	void announce(long size) throws IOException {
		this.socket.getOutputStream().write(ByteBuffer.allocate(9).put((byte) 2).putLong(size).array());
	}

	/** Return whether the other end says something, as part of a message or a command. */
	boolean hears(String text) throws IOException {
		InputStream in = this.socket.getInputStream();
		StringBuilder heard = new StringBuilder();
		try {
			for (int next = in.read(); next >= 0; next = in.read()) {
				heard.append((char) next);
				if (heard.indexOf(text, heard.length() - text.length()) >= 0) {
					return true;
				}
			}
			return false;
		}
		catch (SocketTimeoutException ex) {
			return false;
		}
	}

	/** Return whether the other end closes the connection. */
	boolean isCut() throws IOException {
		InputStream in = this.socket.getInputStream();
		try {
			while (in.read() >= 0) {
				// What JeroMQ says before it closes.
			}
			return true;
		}
		catch (SocketTimeoutException ex) {
			return false;
		}
		catch (IOException ex) {
			// Closed, with what was sent unread.
			return true;
		}
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
