// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zmq.Msg;
import zmq.util.ValueReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link FrameEncoder}, driven as JeroMQ's engine drives it.
 */
class FrameEncoderTests {

	private static final int BATCH = 8192;

	private static final int PIECE = 128 * 1024;

	private final byte[] key = new byte[32];

	private final CurveMessages peer = new CurveMessages(false, this.key, 2, 2);

	private final CurveMessages sealing = new CurveMessages(true, this.key, 3, 1);

	private final FrameEncoder encoder = encoder();

	private final ValueReference<ByteBuffer> data = new ValueReference<>();

	private final Random random = new Random(16);

	private boolean failed;

	@Test
	void writesFramesOfEachSizeOneByOne() {
		for (int size = 0; size < 300; size++) {
			assertSent(size);
		}
		for (int size : new int[] { 2047, 2048, 2049, 8191, 8192, 16_349, 16_384, 65_536, 1_000_000, 3_000_000 }) {
			assertSent(size);
		}
	}

	@Test
	void writesBatchesThatGrowBeyondTheirBuffer() {
		assertSent(100, 0, 222, 223, 7000, 100_000);
		assertSent(1, 2, 8000, 16_000);
		assertSent(8100, 40_000);
		assertSent(5);
	}

	@Test
	void writesWhatFollowsALargeMessageBehindIt() {
		load(this.encoder, new Msg(new byte[1_000_000]));
		int given = this.encoder.encode(this.data, BATCH);
		assertThat(given).isEqualTo(PIECE);
		byte[] next = bytes(50_000);
		ByteBuffer rest;
		do {
			write(this.data.get());
			given = this.encoder.encode(this.data, 0);
			rest = this.data.get();
		}
		while (given == PIECE);
		assertThat(rest.remaining()).isEqualTo(given);
		load(this.encoder, new Msg(next.clone()));
		given += this.encoder.encode(this.data, BATCH);
		assertThat(this.data.get().remaining()).isEqualTo(given);
		assertThat(written(this.encoder).limit()).isGreaterThan(next.length);
	}

	@Test
	void sealsWhatIsNotInAnArrayAndWhatBeginsInTheMiddleOfOne() {
		for (int size : new int[] { 10, 5000 }) {
			byte[] bytes = bytes(size);
			ByteBuffer direct = ByteBuffer.allocateDirect(size).put(bytes).flip();
			assertThat(sent(new Msg(direct))).isEqualTo(bytes);
			ByteBuffer slice = ByteBuffer.wrap(Arrays.copyOf(bytes, size + 9), 3, size - 3).slice();
			assertThat(sent(new Msg(slice))).isEqualTo(Arrays.copyOfRange(bytes, 3, size));
		}
	}

	@Test
	void leavesTheMessageAsItIsAndSendsItsFlags() {
		byte[] bytes = bytes(5000);
		Msg message = new Msg(bytes.clone());
		message.setFlags(Msg.MORE);
		load(this.encoder, message);
		ByteBuffer written = encoded();
		Msg opened = read(written);
		assertThat(opened.hasMore()).isTrue();
		assertThat(opened.isCommand()).isFalse();
		assertThat(message.data()).isEqualTo(bytes);
		assertThat(message.hasMore()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(ints = { 100, 40_000 })
	void connectionsWriteFromOneBufferInTurnUnlessOneIsHeldUp(int size) {
		FrameEncoder other = encoder();
		ByteBuffer first = bufferOf(this.encoder, size);
		ByteBuffer second = bufferOf(other, size);
		assertThat(second).isNotSameAs(first);
		finish(other);
		assertThat(bufferOf(other, size)).isSameAs(second);
		finish(other);
		finish(this.encoder);
		assertThat(bufferOf(other, size)).satisfiesAnyOf((each) -> assertThat(each).isSameAs(first),
				(each) -> assertThat(each).isSameAs(second));
		other.destroy();
	}

	@Test
	void keepsNoBufferThatIsLargerThanMostMessages() {
		ByteBuffer buffer = bufferOf(this.encoder, SendBuffer.MOST_KEPT);
		finish(this.encoder);
		assertThat(bufferOf(this.encoder, SendBuffer.MOST_KEPT)).isNotSameAs(buffer);
	}

	@ParameterizedTest
	@ValueSource(ints = { 100, 1024, 65_536 })
	void messagesCostNoGarbageOnceCompiled(int size) {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		Msg message = new Msg(bytes(size));
		int count = (size < BATCH) ? 200 : 20;
		int ceiling = (size < BATCH) ? 64 : 4096;
		await().atMost(Duration.ofSeconds(50)).pollInterval(Duration.ofMillis(5)).until(() -> {
			long before = threads.getCurrentThreadAllocatedBytes();
			for (int i = 0; i < count; i++) {
				load(this.encoder, message);
				this.encoder.encode(this.data, BATCH);
				write(this.data.get());
				this.encoder.encode(this.data, 0);
			}
			return (threads.getCurrentThreadAllocatedBytes() - before) / count < ceiling;
		});
	}

	@Test
	void writesCommandsOfTheHandshakeAsTheyAreAndInNoBufferOfMessages() {
		for (int size : new int[] { 168, 300 }) {
			FrameEncoder connecting = new FrameEncoder(BATCH, () -> this.failed = true);
			byte[] bytes = bytes(size);
			Msg command = new Msg(bytes);
			command.setFlags(Msg.COMMAND);
			connecting.loadMsg(command);
			this.data.set(null);
			connecting.encode(this.data, BATCH);
			ByteBuffer written = this.data.get();
			assertThat(written.capacity()).isEqualTo(written.remaining()).isLessThan(size + 10);
			assertThat(written.get()).isEqualTo((byte) ((size > 255) ? 6 : 4));
			assertThat((size > 255) ? written.getLong() : written.get() & 0xff).isEqualTo(size);
			byte[] body = new byte[size];
			written.get(body);
			assertThat(body).isEqualTo(bytes);
			finish(connecting);
			assertThat(bufferOf(connecting, size)).isNotSameAs(written);
		}
	}

	@Test
	void sealsWhatFollowsTheLastCommandOfTheHandshakeInOneBatch() {
		FrameEncoder connecting = new FrameEncoder(BATCH, () -> this.failed = true);
		Msg ready = new Msg(bytes(50));
		ready.setFlags(Msg.COMMAND);
		connecting.loadMsg(ready);
		int total = connecting.encode(this.data, BATCH);
		byte[] payload = bytes(40_000);
		load(connecting, new Msg(payload.clone()));
		total += connecting.encode(this.data, BATCH);
		ByteBuffer written = this.data.get();
		assertThat(written.remaining()).isEqualTo(total);
		assertThat(written.get()).isEqualTo((byte) 4);
		byte[] command = new byte[written.get()];
		written.get(command);
		assertThat(command).isEqualTo(ready.data());
		assertThat(read(written).data()).isEqualTo(payload);
		assertThat(written.hasRemaining()).isFalse();
	}

	@Test
	void tellsThatItFailed() {
		load(this.encoder, new Msg(bytes(10)));
		encoded();
		assertThatThrownBy(() -> load(this.encoder, new Msg((byte[]) null) {
			@Override
			public int size() {
				return -1;
			}
		})).isInstanceOf(RuntimeException.class);
		assertThat(this.failed).isTrue();
	}

	@Test
	void handsOutNothingThatIsNotSealed() {
		byte[] bytes = bytes(100);
		assertThat(this.encoder.seal(this.sealing, new Msg(bytes.clone())).size()).isZero();
		this.encoder.loadMsg(new Msg("something else".getBytes(StandardCharsets.UTF_8)));
		assertThat(read(encoded()).data()).isEqualTo(bytes);
		assertThatThrownBy(() -> this.encoder.loadMsg(new Msg(bytes))).isInstanceOf(IllegalStateException.class);
		assertThat(this.failed).isTrue();
	}

	private void load(FrameEncoder encoder, Msg message) {
		encoder.loadMsg(encoder.seal(this.sealing, message));
	}

	private FrameEncoder encoder() {
		return new FrameEncoder(BATCH, () -> this.failed = true);
	}

	private ByteBuffer bufferOf(FrameEncoder encoder, int size) {
		load(encoder, new Msg(bytes(size)));
		this.data.set(null);
		encoder.encode(this.data, BATCH);
		return this.data.get();
	}

	private void finish(FrameEncoder encoder) {
		this.data.set(null);
		encoder.encode(this.data, 0);
		while (this.data.get() != null) {
			write(this.data.get());
			this.data.set(null);
			encoder.encode(this.data, 0);
		}
	}

	private static void write(ByteBuffer buffer) {
		buffer.position(buffer.limit());
	}

	/** All that waits, as JeroMQ would write it, in pieces that are not too large. */
	private ByteBuffer written(FrameEncoder encoder) {
		ByteArrayOutputStream written = new ByteArrayOutputStream();
		ByteBuffer buffer = this.data.get();
		do {
			assertThat(buffer.remaining()).isBetween(1, PIECE + BATCH);
			assertThat(buffer.remaining()).as("of a large message")
				.satisfies((piece) -> assertThat(written.size() == 0 || piece >= BATCH).isTrue());
			byte[] bytes = new byte[buffer.remaining()];
			buffer.get(bytes);
			written.writeBytes(bytes);
		}
		while (encoder.encode(this.data, 0) > 0);
		return ByteBuffer.wrap(written.toByteArray());
	}

	private byte[] sent(Msg message) {
		load(this.encoder, message);
		return read(encoded()).data();
	}

	private ByteBuffer encoded() {
		int size = this.encoder.encode(this.data, BATCH);
		this.encoder.encoded();
		assertThat(this.data.get().remaining()).isGreaterThanOrEqualTo(size);
		return written(this.encoder);
	}

	private void assertSent(int... sizes) {
		finish(this.encoder);
		byte[][] payloads = new byte[sizes.length][];
		int total = 0;
		for (int i = 0; i < sizes.length; i++) {
			payloads[i] = bytes(sizes[i]);
			load(this.encoder, new Msg(payloads[i].clone()));
			total += this.encoder.encode(this.data, BATCH);
		}
		assertThat(this.data.get().remaining()).isEqualTo(total);
		ByteBuffer written = written(this.encoder);
		for (byte[] payload : payloads) {
			assertThat(Arrays.equals(read(written).data(), payload)).as("%d bytes", payload.length).isTrue();
		}
		assertThat(written.hasRemaining()).isFalse();
	}

	private Msg read(ByteBuffer written) {
		byte flags = written.get();
		int size = (int) ((flags == 2) ? written.getLong() : written.get() & 0xff);
		byte[] command = new byte[size];
		written.get(command);
		Msg opened = this.peer.open(new Msg(command));
		assertThat(opened).isNotNull();
		return opened;
	}

	private byte[] bytes(int size) {
		byte[] bytes = new byte[size];
		this.random.nextBytes(bytes);
		return bytes;
	}

}
