// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.auth;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.zmqsecure.curve.CurvePublicKey;
import io.github.zmqsecure.curve.InvalidCurveKeyException;
import org.jspecify.annotations.Nullable;

/**
 * A ZAP request (RFC 27) as a ROUTER socket receives it.
 */
record ZapRequest(byte[] routingId, byte[] requestId, String domain, String address, String mechanism,
		byte @Nullable [] credential) {

	private static final int FRAMES = 8;

	private static final String VERSION = "1.0";

	/**
	 * Parse the frames of a request.
	 * @param frames routing id, delimiter, version, request id, domain, address,
	 * identity, mechanism, credentials
	 * @return the request, or {@code null} if it isn't one
	 */
	static @Nullable ZapRequest parse(List<byte[]> frames) {
		if (frames.size() < FRAMES || frames.get(1).length != 0 || !VERSION.equals(text(frames.get(2)))) {
			return null;
		}
		return new ZapRequest(frames.get(0), frames.get(3), text(frames.get(4)), text(frames.get(5)),
				text(frames.get(7)), (frames.size() > FRAMES) ? frames.get(FRAMES) : null);
	}

	/**
	 * Return who asks to be let in.
	 * @return the client, or {@code null} if it has no key that could ever be let in
	 */
	@Nullable ClientCredentials credentials() {
		if (!"CURVE".equals(this.mechanism) || this.credential == null) {
			return null;
		}
		try {
			return new ClientCredentials(this.domain, CurvePublicKey.of(this.credential), this.address);
		}
		catch (InvalidCurveKeyException ex) {
			return null;
		}
	}

	private static String text(byte[] frame) {
		return new String(frame, StandardCharsets.UTF_8);
	}

}
