// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zmq.Msg;
import zmq.ZError;
import zmq.io.coder.IDecoder;
import zmq.io.coder.IDecoder.Step;
import zmq.io.coder.v2.V2Decoder;
import zmq.util.Errno;
import zmq.util.ValueReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests for {@link FrameDecoder}.
 */
class FrameDecoderTests {

	private static final int LIMIT = 1_000_000;

	private final Errno errno = new Errno();

	private final AtomicInteger tooLarge = new AtomicInteger();

	private final AtomicInteger failures = new AtomicInteger();

	@ParameterizedTest
	@ValueSource(longs = { 0, 1_000_000_000 })
	void decodesAsJeromqDoes(long plenty) {
		Random random = new Random(42);
		for (int round = 0; round < 300; round++) {
			byte[] wire = frames(random);
			SharedFrameMemory memory = new SharedFrameMemory(plenty);
			FrameDecoder decoder = decoder(memory);
			decoder.ready(LIMIT);
			List<String> expected = decode(new V2Decoder(this.errno, 8192, LIMIT, Msg::new), wire, new Random(round));
			assertThat(decode(decoder, wire, new Random(round))).isEqualTo(expected);
		}
	}

	@Test
	void takesNoLargeFrameBeforeTheHandshakeIsOver() {
		FrameDecoder decoder = decoder(new SharedFrameMemory(0));
		assertThat(feed(decoder, header(1024))).isEqualTo(Step.Result.MORE_DATA);
		assertThat(feed(decoder(new SharedFrameMemory(0)), header(1025))).isEqualTo(Step.Result.ERROR);
		assertThat(this.errno.get()).isEqualTo(ZError.EMSGSIZE);
		assertThat(this.tooLarge).hasValue(0);
	}

	@ParameterizedTest
	@ValueSource(longs = { LIMIT + 1, Integer.MAX_VALUE, 1L + Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, -1 })
	void tellsOfAFrameThatIsTooLarge(long size) {
		FrameDecoder decoder = decoder(new SharedFrameMemory(0));
		decoder.ready(LIMIT);
		assertThat(feed(decoder, header(size))).isEqualTo(Step.Result.ERROR);
		assertThat(this.errno.get()).isEqualTo(ZError.EMSGSIZE);
		assertThat(this.tooLarge).hasValue(1);
	}

	@Test
	void growsAsBytesArrive() {
		RecordingMemory memory = new RecordingMemory(new SharedFrameMemory(0));
		FrameDecoder decoder = decoder(memory);
		decoder.ready(LIMIT);
		feed(decoder, header(900_000));
		assertThat(memory.granted).containsExactly(8192);
		feed(decoder, new byte[8192]);
		assertThat(memory.granted).containsExactly(8192);
		feed(decoder, new byte[1]);
		assertThat(memory.granted).containsExactly(8192, 32768);
		decoder.destroy();
		assertThat(memory.released).containsExactly(32768);
	}

	@Test
	void givesBackWhatAFrameWasGranted() {
		RecordingMemory memory = new RecordingMemory(new SharedFrameMemory(0));
		FrameDecoder decoder = decoder(memory);
		decoder.ready(LIMIT);
		feed(decoder, header(900_000));
		for (int i = 0; i < 900; i++) {
			feed(decoder, new byte[1000]);
		}
		assertThat(decoder.msg().size()).isEqualTo(900_000);
		assertThat(memory.released).containsExactly(900_000);
		decoder.destroy();
		assertThat(memory.released).containsExactly(900_000);
	}

	/** JeroMQ may ask for it outside of what it has read, so that nothing else tells. */
	@Test
	void tellsWhenThereIsNoHeapForAFrame() {
		FrameDecoder decoder = decoder(new FrameMemory() {

			@Override
			public int grant(int announced, int received) {
				throw new OutOfMemoryError("injected by the test");
			}

			@Override
			public void release(int granted) {
			}

		});
		decoder.ready(LIMIT);
		assertThatThrownBy(() -> feed(decoder, header(900_000))).isInstanceOf(OutOfMemoryError.class);
		assertThat(this.failures).hasValue(1);
	}

	@Test
	void pausesWhileThereIsNoMemory() {
		AtomicInteger available = new AtomicInteger();
		FrameDecoder decoder = decoder(new FrameMemory() {

			@Override
			public int grant(int announced, int received) {
				return Math.min(announced, available.get());
			}

			@Override
			public void release(int granted) {
			}

		});
		decoder.ready(LIMIT);
		byte[] frame = new byte[12];
		frame[1] = 10;
		ByteBuffer wire = ByteBuffer.wrap(frame);
		ValueReference<Integer> processed = new ValueReference<>(0);
		assertThat(decoder.decode(wire, 12, processed)).isEqualTo(Step.Result.ERROR);
		assertThat(this.errno.get()).isEqualTo(ZError.EAGAIN);
		assertThat(processed.get()).isEqualTo(2);
		assertThat(decoder.isPause(decoder.msg())).isTrue();
		available.set(10);
		assertThat(decoder.decode(wire, 10, processed)).isEqualTo(Step.Result.DECODED);
		assertThat(decoder.msg().size()).isEqualTo(10);
		assertThat(decoder.isPause(decoder.msg())).isFalse();
	}

	private FrameDecoder decoder(FrameMemory memory) {
		return new FrameDecoder(this.errno, memory, () -> null, this.tooLarge::incrementAndGet,
				this.failures::incrementAndGet);
	}

	private static Step.Result feed(FrameDecoder decoder, byte[] bytes) {
		return decoder.decode(ByteBuffer.wrap(bytes), bytes.length, new ValueReference<>(0));
	}

	private static byte[] header(long size) {
		return ByteBuffer.allocate(9).put((byte) 2).putLong(size).array();
	}

	/** As JeroMQ's engine does it, with reads of any size. */
	private static List<String> decode(IDecoder decoder, byte[] wire, Random random) {
		List<String> decoded = new ArrayList<>();
		int position = 0;
		while (position < wire.length) {
			ByteBuffer buffer = decoder.getBuffer();
			int size = Math.min(wire.length - position, 1 + random.nextInt(buffer.remaining()));
			buffer.put(wire, position, size).flip();
			buffer.position(0);
			position += size;
			int unread = size;
			while (unread > 0) {
				ValueReference<Integer> processed = new ValueReference<>(0);
				Step.Result result = decoder.decode(buffer, unread, processed);
				unread -= processed.get();
				if (result == Step.Result.DECODED) {
					Msg message = decoder.msg();
					decoded.add(message.flags() + " " + message.size() + " " + Arrays.hashCode(message.data()));
				}
				else if (result == Step.Result.ERROR) {
					decoded.add("error");
					return decoded;
				}
			}
		}
		return decoded;
	}

	private static byte[] frames(Random random) {
		ByteArrayOutputStream wire = new ByteArrayOutputStream();
		for (int i = 0; i < 20; i++) {
			int size = switch (random.nextInt(5)) {
				case 0 -> 0;
				case 1 -> random.nextInt(256);
				case 2 -> 250 + random.nextInt(20);
				case 3 -> random.nextInt(20_000);
				default -> random.nextInt(200_000);
			};
			byte[] body = new byte[size];
			random.nextBytes(body);
			boolean large = body.length > 255 || random.nextInt(4) == 0;
			wire.write(random.nextInt(2) | ((large) ? 2 : 0) | (random.nextInt(2) * 4));
			wire.writeBytes(
					(large) ? ByteBuffer.allocate(8).putLong(body.length).array() : new byte[] { (byte) body.length });
			wire.writeBytes(body);
		}
		if (random.nextInt(3) == 0) {
			wire.write(2);
			wire.writeBytes(ByteBuffer.allocate(8).putLong(LIMIT + 1L + random.nextInt(1000)).array());
		}
		return wire.toByteArray();
	}

	/**
	 * Keeps account.
	 */
	private static final class RecordingMemory implements FrameMemory {

		private final List<Integer> granted = new ArrayList<>();

		private final List<Integer> released = new ArrayList<>();

		private final FrameMemory memory;

		RecordingMemory(FrameMemory memory) {
			this.memory = memory;
		}

		@Override
		public int grant(int announced, int received) {
			int granted = this.memory.grant(announced, received);
			this.granted.add(granted);
			return granted;
		}

		@Override
		public void release(int granted) {
			this.released.add(granted);
			this.memory.release(granted);
		}

	}

}
