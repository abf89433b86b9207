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

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.github.zmqsecure.nacl.CounterBox;
import io.github.zmqsecure.nacl.NaclProvider;
import io.github.zmqsecure.nacl.NaclProviders;
import org.jspecify.annotations.Nullable;
import zmq.Msg;

/**
 * The MESSAGE commands (RFC 26) of a connection whose CURVE handshake is over, sealed and
 * opened in place: what precedes the box in a command is as long as the zeros that NaCl
 * wants before it. JeroMQ would allocate and copy each message three times. For the I/O
 * thread only.
 */
final class CurveMessages {

	private static final byte[] FROM_CLIENT = "CurveZMQMESSAGEC".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] FROM_SERVER = "CurveZMQMESSAGES".getBytes(StandardCharsets.US_ASCII);

	/** The name of the command after its length. */
	private static final byte[] NAME = "\7MESSAGE".getBytes(StandardCharsets.US_ASCII);

	/** What NaCl wants before a plaintext. */
	private static final int ZEROS = 32;

	private static final int FLAGS = ZEROS;

	private static final int PAYLOAD = ZEROS + 1;

	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

	private final CounterBox sealing;

	private final CounterBox opening;

	private long next;

	private long last;

	CurveMessages(boolean server, byte[] sharedKey, long next, long last) {
		NaclProvider nacl = NaclProviders.current();
		this.sealing = nacl.counterBox(sharedKey, (server) ? FROM_SERVER : FROM_CLIENT);
		this.opening = nacl.counterBox(sharedKey, (server) ? FROM_CLIENT : FROM_SERVER);
		this.next = next;
		this.last = last;
	}

	/**
	 * Seal a message.
	 * @param message the message, unchanged
	 * @return the command
	 */
	Msg seal(Msg message) {
		int size = message.size();
		byte[] command = new byte[PAYLOAD + size];
		command[FLAGS] = (byte) (message.flags() & (Msg.MORE | Msg.COMMAND));
		message.getBytes(0, command, PAYLOAD, size);
		this.sealing.seal(command, command.length, this.next);
		System.arraycopy(NAME, 0, command, 0, NAME.length);
		LONG.set(command, NAME.length, this.next);
		this.next++;
		return new Msg(command);
	}

	/**
	 * Open a command.
	 * @param command the command, whose bytes become those of the message
	 * @return the message, or {@code null} if it is none or not authentic; then the
	 * command is unchanged
	 */
	@Nullable Msg open(Msg command) {
		if (command.size() < PAYLOAD) {
			return null;
		}
		byte[] array = command.data();
		long counter = (long) LONG.get(array, NAME.length);
		if (!Arrays.equals(array, 0, NAME.length, NAME, 0, NAME.length) || counter <= this.last
				|| !this.opening.open(array, command.size(), counter)) {
			return null;
		}
		this.last = counter;
		Msg message = new Msg(ByteBuffer.wrap(array, PAYLOAD, command.size() - PAYLOAD).slice());
		message.setFlags(array[FLAGS] & (Msg.MORE | Msg.COMMAND));
		return message;
	}

	/**
	 * The counter of the last command that was opened.
	 */
	long last() {
		return this.last;
	}

	/**
	 * Forget the keys.
	 */
	void wipe() {
		this.sealing.wipe();
		this.opening.wipe();
	}

}
