/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

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
