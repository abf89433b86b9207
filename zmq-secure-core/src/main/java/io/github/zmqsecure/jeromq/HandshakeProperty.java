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

package io.github.zmqsecure.jeromq;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.github.zmqsecure.nacl.CounterBox;
import io.github.zmqsecure.nacl.NaclProviders;

/**
 * Adds a property to the command of a handshake that carries the properties of its sender
 * (RFC 23, 26). JeroMQ 0.6.0 has no option for that. In CURVE the properties are sealed:
 * the command is opened, and sealed again with the key and nonce that it was made with,
 * which leave once, as the first box is thrown away.
 */
final class HandshakeProperty {

	/** What every implementation has room for. */
	private static final int MAX_PROPERTIES = 256;

	private static final int ZEROS = 32;

	private static final int BOX_ZEROS = 16;

	private HandshakeProperty() {
	}

	/**
	 * Add a property to READY without CURVE.
	 */
	static byte[] plain(byte[] command, String name, String value) {
		return (startsWith(command, "READY")) ? concat(command, command.length, encode(name, value)) : command;
	}

	/**
	 * Add a property to a command of CURVE, if it carries properties and has room.
	 * @param sharedKey the key that boxes it
	 */
	static byte[] sealed(byte[] command, byte[] sharedKey, String name, String value) {
		if (startsWith(command, "READY")) {
			return sealed(command, 14, 0, sharedKey, "CurveZMQREADY---", encode(name, value));
		}
		if (startsWith(command, "INITIATE")) {
			return sealed(command, 113, 128, sharedKey, "CurveZMQINITIATE", encode(name, value));
		}
		return command;
	}

	private static byte[] sealed(byte[] command, int header, int before, byte[] sharedKey, String nonce,
			byte[] property) {
		int boxSize = command.length - header;
		byte[] box = new byte[BOX_ZEROS + boxSize + property.length];
		System.arraycopy(command, header, box, BOX_ZEROS, boxSize);
		int length = BOX_ZEROS + boxSize;
		if (length - ZEROS - before + property.length > MAX_PROPERTIES) {
			return command;
		}
		long counter = ByteBuffer.wrap(command).order(ByteOrder.BIG_ENDIAN).getLong(header - Long.BYTES);
		CounterBox sealing = NaclProviders.current().counterBox(sharedKey, nonce.getBytes(StandardCharsets.US_ASCII));
		try {
			if (!sealing.open(box, length, counter)) {
				throw new IllegalStateException("JeroMQ boxes its handshake in a way that is not known");
			}
			System.arraycopy(property, 0, box, length, property.length);
			sealing.seal(box, box.length, counter);
		}
		finally {
			sealing.wipe();
		}
		return concat(command, header, Arrays.copyOfRange(box, BOX_ZEROS, box.length));
	}

	private static boolean startsWith(byte[] command, String name) {
		int length = name.length();
		return command.length > length && command[0] == length
				&& name.equals(new String(command, 1, length, StandardCharsets.US_ASCII));
	}

	private static byte[] encode(String name, String value) {
		ByteArrayOutputStream property = new ByteArrayOutputStream();
		property.write(name.length());
		property.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
		property.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value.length()).array());
		property.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
		return property.toByteArray();
	}

	private static byte[] concat(byte[] first, int length, byte[] second) {
		byte[] all = Arrays.copyOf(first, length + second.length);
		System.arraycopy(second, 0, all, length, second.length);
		return all;
	}

}
