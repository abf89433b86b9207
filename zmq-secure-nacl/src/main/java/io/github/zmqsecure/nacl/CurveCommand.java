// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The boxes of a CURVE handshake, told by the prefixes of their nonces (RFC 26).
 */
enum CurveCommand {

	HELLO("CurveZMQHELLO---"), WELCOME("WELCOME-"), INITIATE("CurveZMQINITIATE"), VOUCH("VOUCH---"), OTHER("");

	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

	private static final CurveCommand[] PREFIXED = { HELLO, WELCOME, INITIATE, VOUCH };

	private final int length;

	private final long first;

	private final long second;

	CurveCommand(String prefix) {
		byte[] bytes = Arrays.copyOf(prefix.getBytes(StandardCharsets.US_ASCII), 2 * Long.BYTES);
		this.length = prefix.length();
		this.first = ByteBuffer.wrap(bytes).getLong();
		this.second = ByteBuffer.wrap(bytes).getLong(Long.BYTES);
	}

	/**
	 * Tell the box of a nonce.
	 * @param nonce the nonce of 24 bytes
	 * @return the box
	 */
	static CurveCommand of(byte[] nonce) {
		for (CurveCommand command : PREFIXED) {
			if (command.begins(nonce)) {
				return command;
			}
		}
		return OTHER;
	}

	private boolean begins(byte[] nonce) {
		return (long) LONG.get(nonce, 0) == this.first
				&& (this.length == Long.BYTES || (long) LONG.get(nonce, Long.BYTES) == this.second);
	}

}
