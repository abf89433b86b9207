// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

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
 * The MESSAGE commands (RFC 26) of a connection whose CURVE handshake is over, sealed
 * where they are written from and opened into the array that the user gets: what precedes
 * the box in a command is as long as the zeros that NaCl wants before it. JeroMQ would
 * allocate and copy each message three times. For the I/O thread only.
 */
final class CurveMessages {

	private static final byte[] FROM_CLIENT = "CurveZMQMESSAGEC".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] FROM_SERVER = "CurveZMQMESSAGES".getBytes(StandardCharsets.US_ASCII);

	/** The name of the command after its length. */
	private static final byte[] NAME = "\7MESSAGE".getBytes(StandardCharsets.US_ASCII);

	/** What NaCl wants before a plaintext. */
	private static final int ZEROS = 32;

	private static final int FLAGS = ZEROS;

	/** Where the payload begins in a command. */
	static final int PAYLOAD = ZEROS + 1;

	/** Up to here a payload is copied to where it is sealed. */
	private static final int SMALL = 2048;

	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

	private final CounterBox sealing;

	private final CounterBox opening;

	private long next;

	private long last;

	private @Nullable ArrivingMessage arriving;

	CurveMessages(boolean server, byte[] sharedKey, long next, long last) {
		NaclProvider nacl = NaclProviders.current();
		this.sealing = nacl.counterBox(sharedKey, (server) ? FROM_SERVER : FROM_CLIENT);
		this.opening = nacl.counterBox(sharedKey, (server) ? FROM_CLIENT : FROM_SERVER);
		this.next = next;
		this.last = last;
	}

	/**
	 * Return how large the command becomes that a message is sealed as.
	 */
	static int sealedSize(Msg message) {
		return PAYLOAD + message.size();
	}

	/**
	 * Seal a message.
	 * @param message the message, unchanged
	 * @param array receives the command
	 * @param offset where the command begins
	 */
	void seal(Msg message, byte[] array, int offset) {
		int size = message.size();
		array[offset + FLAGS] = (byte) (message.flags() & (Msg.MORE | Msg.COMMAND));
		ByteBuffer payload = (size > SMALL) ? message.buf() : null;
		if (payload != null && payload.hasArray()) {
			this.sealing.seal(array, offset, 1, payload.array(), payload.arrayOffset(), size, this.next);
		}
		else {
			message.getBytes(0, array, offset + PAYLOAD, size);
			this.sealing.seal(array, offset, 1 + size, array, 0, 0, this.next);
		}
		System.arraycopy(NAME, 0, array, offset, NAME.length);
		LONG.set(array, offset + NAME.length, this.next);
		this.next++;
	}

	/**
	 * Open a command.
	 * @param command the command, which is of no use afterwards
	 * @return the message in an array of its own, so that nobody need copy it again; or
	 * {@code null} if the command is none or not authentic, and then it is unchanged
	 */
	@Nullable Msg open(Msg command) {
		ArrivingMessage arriving = this.arriving;
		if (arriving != null && arriving.isFor(command)) {
			this.arriving = null;
			return arriving.open();
		}
		byte[] array = command.data();
		if (command.size() < PAYLOAD || !isNext(array)) {
			return null;
		}
		long counter = counter(array);
		byte[] payload = this.opening.open(array, command.size(), 1, counter);
		return (payload != null) ? opened(array, payload, counter) : null;
	}

	/**
	 * Open a command while it arrives.
	 * @param size the bytes of the command
	 */
	ArrivingMessage arriving(int size) {
		ArrivingMessage arriving = new ArrivingMessage(this, size);
		this.arriving = arriving;
		return arriving;
	}

	/**
	 * Begin to open a command that arrives.
	 * @return whether it is one, and newer than all before it
	 */
	boolean startOpening(byte[] head) {
		if (!isNext(head)) {
			return false;
		}
		this.opening.startOpening(head, counter(head));
		return true;
	}

	void openPiece(byte[] payload, int from, int to) {
		this.opening.openPiece(payload, 1, from, to);
	}

	@Nullable Msg finishOpening(byte[] head, byte[] payload) {
		long counter = counter(head);
		return (this.opening.finishOpening(head, 1, payload)) ? opened(head, payload, counter) : null;
	}

	private boolean isNext(byte[] command) {
		return Arrays.equals(command, 0, NAME.length, NAME, 0, NAME.length) && counter(command) > this.last;
	}

	private static long counter(byte[] command) {
		return (long) LONG.get(command, NAME.length);
	}

	private Msg opened(byte[] command, byte[] payload, long counter) {
		this.last = counter;
		Msg message = new Msg(payload);
		message.setFlags(command[FLAGS] & (Msg.MORE | Msg.COMMAND));
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
