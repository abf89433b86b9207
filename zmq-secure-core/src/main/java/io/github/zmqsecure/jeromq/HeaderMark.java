// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;
import zmq.Msg;

/**
 * The bytes by which this process tells a header frame from any other. They are made at
 * random, and known to peers that understand headers and to nobody else, so that no
 * payload can pass for headers. Immutable.
 *
 * @since 0.1.0
 */
public final class HeaderMark {

	/** Property of the handshake that tells a peer the mark. */
	static final String PROPERTY = "X-Zmq-Secure-Headers";

	static final int SIZE = 16;

	private static final HeaderMark OWN = new HeaderMark(random());

	private final byte[] bytes;

	private final long high;

	private final long low;

	private HeaderMark(byte[] bytes) {
		this.bytes = bytes;
		ByteBuffer buffer = ByteBuffer.wrap(bytes);
		this.high = buffer.getLong();
		this.low = buffer.getLong();
	}

	/**
	 * Return the mark of this process.
	 * @return the mark
	 */
	public static HeaderMark own() {
		return OWN;
	}

	/**
	 * Read the mark of a peer.
	 * @param property the property of its handshake
	 * @return the mark, {@code null} if the peer has none
	 */
	static @Nullable HeaderMark parse(@Nullable String property) {
		if (property == null || property.length() != 2 * SIZE) {
			return null;
		}
		try {
			return new HeaderMark(HexFormat.of().parseHex(property));
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	/**
	 * Put the mark in front of headers.
	 * @param headers the encoded headers
	 * @return the frame
	 */
	public byte[] mark(byte[] headers) {
		byte[] frame = Arrays.copyOf(this.bytes, SIZE + headers.length);
		System.arraycopy(headers, 0, frame, SIZE, headers.length);
		return frame;
	}

	/**
	 * Return the headers of a frame.
	 * @param frame the frame
	 * @return the encoded headers, {@code null} if the frame does not bear the mark
	 */
	public byte @Nullable [] unmark(byte[] frame) {
		return isOn(frame) ? Arrays.copyOfRange(frame, SIZE, frame.length) : null;
	}

	/**
	 * Return whether a frame bears the mark.
	 * @param frame the frame
	 * @return whether it does
	 */
	public boolean isOn(byte[] frame) {
		return frame.length >= SIZE && Arrays.equals(frame, 0, SIZE, this.bytes, 0, SIZE);
	}

	/**
	 * Return whether a frame bears the mark.
	 */
	boolean isOn(Msg frame) {
		return frame.size() >= SIZE && frame.getLong(0) == this.high && frame.getLong(Long.BYTES) == this.low;
	}

	String toProperty() {
		return HexFormat.of().formatHex(this.bytes);
	}

	private static byte[] random() {
		byte[] random = new byte[SIZE];
		new SecureRandom().nextBytes(random);
		return random;
	}

}
