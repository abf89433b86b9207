// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import zmq.Msg;
import zmq.SocketBase;
import zmq.ZError;
import zmq.ZMQ;
import zmq.io.coder.IDecoder.Step;
import zmq.util.Errno;
import zmq.util.ValueReference;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What reads a peer's frames, beside a plain reading of the same bytes.
 */
public final class WireParsers {

	private static final int LIMIT = 3000;

	private static final SubscriptionLimits SUBSCRIPTIONS = new SubscriptionLimits(20, 50, 10_000_000);

	private static final SocketBase SOCKET = ZMQ.init(1).createSocket(ZMQ.ZMQ_PUB);

	private WireParsers() {
	}

	/**
	 * Decode frames that arrive in pieces.
	 * @param bytes the size of the pieces, and the frames
	 */
	public static void frames(byte[] bytes) {
		if (bytes.length == 0) {
			return;
		}
		int piece = 1 + (bytes[0] & 0x7f);
		CountingMemory memory = new CountingMemory(new SharedFrameMemory((bytes[0] < 0) ? 0 : 1_000_000));
		Errno errno = new Errno();
		FrameDecoder decoder = new FrameDecoder(errno, memory, () -> null, () -> {
		}, () -> {
		});
		decoder.ready(LIMIT);
		List<String> decoded = new ArrayList<>();
		ByteBuffer data = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
		ValueReference<Integer> processed = new ValueReference<>(0);
		Step.Result result = Step.Result.MORE_DATA;
		while (result != Step.Result.ERROR && data.hasRemaining()) {
			result = decoder.decode(data, Math.min(piece, data.remaining()), processed);
			if (result == Step.Result.DECODED) {
				Msg message = decoder.msg();
				decoded.add(message.flags() + Arrays.toString(message.data()));
			}
		}
		boolean refused = result == Step.Result.ERROR;
		decoder.destroy();
		List<String> expected = new ArrayList<>();
		assertThat(refused).isEqualTo(read(ByteBuffer.wrap(bytes, 1, bytes.length - 1), expected));
		assertThat(decoded).isEqualTo(expected);
		assertThat(!refused || errno.get() == ZError.EMSGSIZE).isTrue();
		assertThat(memory.held).isZero();
	}

	private static boolean read(ByteBuffer data, List<String> frames) {
		while (data.remaining() >= 2) {
			byte flags = data.get();
			if ((flags & 2) != 0 && data.remaining() < 8) {
				return false;
			}
			long size = ((flags & 2) != 0) ? data.getLong() : data.get() & 0xff;
			if (size < 0 || size > LIMIT) {
				return true;
			}
			if (data.remaining() < size) {
				return false;
			}
			byte[] body = new byte[(int) size];
			data.get(body);
			frames.add((((flags & 1) != 0) ? Msg.MORE : 0) + (((flags & 4) != 0) ? Msg.COMMAND : 0)
					+ Arrays.toString(body));
		}
		return false;
	}

	/**
	 * Filter the frames of a subscriber.
	 * @param bytes for each frame a byte with its flag and length, and its body
	 */
	public static void subscriptions(byte[] bytes) {
		SubscriptionMemory memory = new SubscriptionMemory(SUBSCRIPTIONS);
		FrameFilter filter = new SubscriptionPolicy(memory, false, false, false, () -> {
		}).open("listed", SOCKET);
		Set<String> topics = new HashSet<>();
		ByteBuffer data = ByteBuffer.wrap(bytes);
		boolean inMessage = false;
		boolean cut = false;
		while (!cut && data.hasRemaining()) {
			byte head = data.get();
			byte[] body = new byte[Math.min(head & 0x1f, data.remaining())];
			data.get(body);
			Msg frame = new Msg(body);
			frame.setFlags((head < 0) ? Msg.MORE : 0);
			FrameFilter.Decision decision = filter.decide(frame);
			boolean whole = !inMessage && head >= 0;
			inMessage = head < 0;
			cut = decision.limit() != null;
			assertThat(!cut || body.length > 21 || topics.size() == 50).isTrue();
			assertThat(cut || decision.passes() == (whole && changes(topics, body))).isTrue();
		}
		filter.close();
		assertThat(memory.held()).isZero();
	}

	private static boolean changes(Set<String> topics, byte[] frame) {
		if (frame.length == 0 || frame[0] < 0 || frame[0] > 1) {
			return false;
		}
		String topic = Arrays.toString(Arrays.copyOfRange(frame, 1, frame.length));
		return (frame[0] == 1) ? topics.add(topic) : topics.remove(topic);
	}

	/**
	 * Counts what it grants.
	 */
	private static final class CountingMemory implements FrameMemory {

		private final FrameMemory memory;

		private long held;

		CountingMemory(FrameMemory memory) {
			this.memory = memory;
		}

		@Override
		public int grant(int announced, int received) {
			int granted = this.memory.grant(announced, received);
			this.held += granted - received;
			return granted;
		}

		@Override
		public void release(int granted) {
			this.memory.release(granted);
			this.held -= granted;
		}

	}

}
