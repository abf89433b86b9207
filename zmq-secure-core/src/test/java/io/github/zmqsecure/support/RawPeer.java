// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.support;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A TCP connection to a socket under test that sends whatever bytes a test likes.
 */
public class RawPeer implements AutoCloseable {

	private static final int GREETING_SIZE = 64;

	private static final int TIMEOUT_MILLIS = 60_000;

	/** Whether a test waits for less. */
	private boolean impatient;

	private final Socket socket;

	private final OutputStream output;

	private final DataInputStream input;

	/**
	 * Connect.
	 * @param port the port on loopback
	 */
	public RawPeer(int port) {
		this("127.0.0.1", port);
	}

	/**
	 * Connect from an address.
	 * @param address the own address, within 127.0.0.0/8
	 * @param port the port on loopback
	 */
	public RawPeer(String address, int port) {
		this(address, port, 0);
	}

	/**
	 * Connect from an address, with little room for what is not received.
	 * @param address the own address, within 127.0.0.0/8
	 * @param port the port on loopback
	 * @param receiveBuffer how many bytes the kernel takes, 0 for its own choice
	 */
	public RawPeer(String address, int port, int receiveBuffer) {
		try {
			this.socket = new Socket();
			if (receiveBuffer > 0) {
				this.socket.setReceiveBufferSize(receiveBuffer);
			}
			this.socket.bind(new InetSocketAddress(InetAddress.getAllByName(address)[0], 0));
			this.socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
			this.socket.setSoTimeout(TIMEOUT_MILLIS);
			this.socket.setTcpNoDelay(true);
			this.output = this.socket.getOutputStream();
			this.input = new DataInputStream(this.socket.getInputStream());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return a greeting of ZMTP 3.0.
	 * @param mechanism the name of the mechanism
	 * @return the 64 bytes
	 */
	public static byte[] greeting(String mechanism) {
		return ByteBuffer.allocate(GREETING_SIZE)
			.put((byte) 0xff)
			.putLong(0)
			.put((byte) 0x7f)
			.put((byte) 3)
			.put((byte) 0)
			.put(mechanism.getBytes(StandardCharsets.US_ASCII))
			.array();
	}

	/**
	 * Set how long to wait when receiving.
	 * @param millis the time in milliseconds
	 */
	public void timeout(int millis) {
		this.impatient = true;
		try {
			this.socket.setSoTimeout(millis);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Send bytes. That the other end is gone already is no error.
	 * @param bytes the bytes
	 */
	public void send(byte... bytes) {
		try {
			this.output.write(bytes);
			this.output.flush();
		}
		catch (IOException ex) {
			return;
		}
	}

	/**
	 * Send a greeting, and read the other end's.
	 * @param mechanism the name of the mechanism
	 */
	public void greet(String mechanism) {
		send(greeting(mechanism));
		receive(GREETING_SIZE);
	}

	/**
	 * Send the header of a frame, and nothing of its content.
	 * @param flags the flags; those of a long frame
	 * @param size the size that is announced
	 */
	public void announce(int flags, long size) {
		send(ByteBuffer.allocate(9).put((byte) flags).putLong(size).array());
	}

	/**
	 * Send a frame.
	 * @param flags the flags but that of a long frame
	 * @param body the content
	 */
	public void frame(int flags, byte[] body) {
		send(frameOf(flags, body));
	}

	/**
	 * Return a frame as it is on the wire.
	 * @param flags the flags but that of a long frame
	 * @param body the content
	 * @return the header and the content
	 */
	public static byte[] frameOf(int flags, byte[] body) {
		boolean large = body.length > 255;
		ByteBuffer frame = ByteBuffer.allocate(((large) ? 9 : 2) + body.length);
		if (large) {
			frame.put((byte) (flags | 2)).putLong(body.length);
		}
		else {
			frame.put((byte) flags).put((byte) body.length);
		}
		return frame.put(body).array();
	}

	/**
	 * Receive frames until the other end closes the connection.
	 * @return how many there were
	 */
	public long framesUntilTheEnd() {
		long frames = 0;
		try {
			while (true) {
				frame();
				frames++;
			}
		}
		catch (UncheckedIOException ex) {
			return frames;
		}
	}

	/**
	 * Receive a frame.
	 * @return its content
	 */
	public byte[] frame() {
		try {
			int flags = this.input.readUnsignedByte();
			long size = ((flags & 2) != 0) ? this.input.readLong() : this.input.readUnsignedByte();
			return receive(Math.toIntExact(size));
		}
		catch (IOException ex) {
			throw over(ex);
		}
	}

	/**
	 * Receive bytes.
	 * @param count how many
	 * @return the bytes
	 */
	public byte[] receive(int count) {
		try {
			byte[] bytes = new byte[count];
			this.input.readFully(bytes);
			return bytes;
		}
		catch (IOException ex) {
			throw over(ex);
		}
	}

	/** Silence for as long as an answer may take is no end, unless less was asked for. */
	private UncheckedIOException over(IOException failure) {
		if (!this.impatient && failure instanceof SocketTimeoutException) {
			throw new AssertionError("There is neither an answer nor the end of the connection", failure);
		}
		return new UncheckedIOException(failure);
	}

	/**
	 * Return how many bytes can be received without waiting.
	 * @return the number of bytes
	 */
	public int available() {
		try {
			return this.input.available();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Send nothing more, and go on receiving: the other end takes the connection for
	 * ended.
	 */
	public void endOutput() {
		try {
			this.socket.shutdownOutput();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Wait until the other end closes the connection.
	 */
	public void awaitClose() {
		try {
			this.input.skip(Long.MAX_VALUE);
			while (this.input.read() >= 0) {
				this.input.skip(Long.MAX_VALUE);
			}
		}
		catch (SocketTimeoutException ex) {
			throw new AssertionError("The connection was not closed", ex);
		}
		catch (IOException ex) {
			return;
		}
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
