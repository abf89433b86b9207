// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

import io.github.zmqsecure.nacl.CounterBox;
import io.github.zmqsecure.nacl.NaclProviders;

/**
 * Adds a property to the command of a handshake that carries the properties of its sender
 * (RFC 23, 26). JeroMQ 0.6.0 has no option for that. In CURVE the properties are sealed:
 * the command is opened, and sealed anew under the nonce that it is sent with. JeroMQ had
 * to seal it under another, so that no two boxes ever have the same nonce.
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
		return (startsWith(command, "READY"))
				? concat(command, command.length, ZmtpProperties.encode(Map.of(name, value))) : command;
	}

	/**
	 * Seal a command of CURVE that carries properties anew, with one more where there is
	 * room for it.
	 * @param command what JeroMQ made
	 * @param sharedKey the key that boxes it
	 * @param nonce the nonce to send it with, which must not be the one it was made with
	 */
	static byte[] sealed(byte[] command, byte[] sharedKey, long nonce, String name, String value) {
		if (startsWith(command, "READY")) {
			return sealed(command, 14, 0, sharedKey, "CurveZMQREADY---", nonce,
					ZmtpProperties.encode(Map.of(name, value)));
		}
		return sealed(command, 113, 128, sharedKey, "CurveZMQINITIATE", nonce,
				ZmtpProperties.encode(Map.of(name, value)));
	}

	private static byte[] sealed(byte[] command, int header, int before, byte[] sharedKey, String prefix, long nonce,
			byte[] property) {
		int length = BOX_ZEROS + command.length - header;
		boolean hasRoom = length - ZEROS - before + property.length <= MAX_PROPERTIES;
		byte[] box = new byte[length + ((hasRoom) ? property.length : 0)];
		System.arraycopy(command, header, box, BOX_ZEROS, length - BOX_ZEROS);
		long former = ByteBuffer.wrap(command).getLong(header - Long.BYTES);
		CounterBox sealing = NaclProviders.current().counterBox(sharedKey, prefix.getBytes(StandardCharsets.US_ASCII));
		try {
			if (former == nonce || !sealing.open(box, length, former)) {
				throw new IllegalStateException("JeroMQ boxes its handshake in a way that is not known");
			}
			System.arraycopy(property, 0, box, length, box.length - length);
			sealing.seal(box, box.length, nonce);
		}
		finally {
			sealing.wipe();
		}
		byte[] sealed = concat(command, header, Arrays.copyOfRange(box, BOX_ZEROS, box.length));
		ByteBuffer.wrap(sealed).putLong(header - Long.BYTES, nonce);
		return sealed;
	}

	private static boolean startsWith(byte[] command, String name) {
		int length = name.length();
		return command.length > length && command[0] == length
				&& name.equals(new String(command, 1, length, StandardCharsets.US_ASCII));
	}

	private static byte[] concat(byte[] first, int length, byte[] second) {
		byte[] all = Arrays.copyOf(first, length + second.length);
		System.arraycopy(second, 0, all, length, second.length);
		return all;
	}

}
