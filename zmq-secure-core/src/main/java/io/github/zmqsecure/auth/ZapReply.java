// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.auth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A ZAP reply (RFC 27). The user id stays empty: in JeroMQ a non-empty one takes a place
 * in the receive pipe, and the client could overwrite it.
 */
record ZapReply(int status, String text, byte[] metadata) {

	private static final byte[] EMPTY = new byte[0];

	static ZapReply accepted(VerdictProperty property, ZapVerdict verdict) {
		return new ZapReply(200, "OK", property(property.name(), verdict.format()));
	}

	static ZapReply denied(VerdictProperty property, @Nullable ZapVerdict verdict) {
		return new ZapReply(400, "Client not allowed",
				(verdict != null) ? property(property.name(), verdict.format()) : EMPTY);
	}

	static ZapReply probed(String nonce) {
		return new ZapReply(300, nonce, EMPTY);
	}

	List<byte[]> frames(ZapRequest request) {
		return List.of(request.routingId(), EMPTY, bytes("1.0"), request.requestId(),
				bytes(String.valueOf(this.status)), bytes(this.text), EMPTY, this.metadata);
	}

	private static byte[] property(String name, String value) {
		byte[] nameBytes = bytes(name);
		byte[] valueBytes = bytes(value);
		return ByteBuffer.allocate(1 + nameBytes.length + 4 + valueBytes.length)
			.put((byte) nameBytes.length)
			.put(nameBytes)
			.putInt(valueBytes.length)
			.put(valueBytes)
			.array();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
