// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import io.github.zmqsecure.support.RawPeer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zmq.Msg;
import zmq.io.coder.IDecoder.Step;
import zmq.util.Errno;
import zmq.util.ValueReference;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ArrivingMessage}, with the decoder that receives it.
 */
class ArrivingMessageTests {

	private static final int LARGE = 300_000;

	private final Random random = new Random(26);

	private final byte[] sharedKey = randomBytes(32);

	private final CurveMessages sender = new CurveMessages(false, this.sharedKey, 3, 2);

	private final CurveMessages receiver = new CurveMessages(true, this.sharedKey, 3, 2);

	private final FrameDecoder decoder = decoder(1_000_000);

	@ParameterizedTest
	@ValueSource(longs = { 1_000_000, 0 })
	void isOpenedInPiecesOfAnySize(long plentyOfMemory) {
		FrameDecoder decoder = decoder(plentyOfMemory);
		for (int round = 0; round < 200; round++) {
			Msg message = new Msg(randomBytes(ArrivingMessage.LEAST - 100 + this.random.nextInt(LARGE)));
			message.setFlags(this.random.nextInt(2) * Msg.MORE);
			List<Msg> opened = receive(decoder, RawPeer.frameOf(0, seal(message)), 1 + this.random.nextInt(70_000));
			assertThat(opened).hasSize(1).doesNotContainNull();
			assertThat(Arrays.equals(opened.get(0).data(), message.data())).isTrue();
			assertThat(opened.get(0).flags()).isEqualTo(message.flags());
		}
	}

	@Test
	void takesTurnsWithSmallOnes() {
		for (int round = 0; round < 20; round++) {
			byte[] large = randomBytes(LARGE);
			byte[] wire = join(RawPeer.frameOf(0, seal(new Msg(large))),
					RawPeer.frameOf(0, seal(new Msg(new byte[] { 1 }))), RawPeer.frameOf(0, seal(new Msg(large))));
			List<Msg> opened = receive(this.decoder, wire, 50_000);
			assertThat(opened).hasSize(3).doesNotContainNull();
			assertThat(Arrays.equals(opened.get(0).data(), large)).isTrue();
			assertThat(opened.get(1).data()).containsExactly(1);
			assertThat(Arrays.equals(opened.get(2).data(), large)).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 7, 8, 15, 16, 31, 32, 33, 63, 64, 65, 32_768, LARGE, LARGE + 32 })
	void isRefusedIfAnyByteWasChanged(int position) {
		byte[] command = seal(new Msg(randomBytes(LARGE)));
		byte[] forged = command.clone();
		forged[position] ^= 1;
		assertThat(receive(this.decoder, RawPeer.frameOf(0, forged), 50_000)).hasSize(1).containsOnlyNulls();
		assertThat(receive(this.decoder, RawPeer.frameOf(0, command), 50_000)).hasSize(1).doesNotContainNull();
	}

	@Test
	void isRefusedIfItComesAgain() {
		byte[] first = seal(new Msg(randomBytes(LARGE)));
		byte[] second = seal(new Msg(randomBytes(LARGE)));
		assertThat(receive(this.decoder, RawPeer.frameOf(0, second), 50_000)).hasSize(1).doesNotContainNull();
		assertThat(receive(this.decoder, RawPeer.frameOf(0, second), 50_000)).hasSize(1).containsOnlyNulls();
		assertThat(receive(this.decoder, RawPeer.frameOf(0, first), 50_000)).hasSize(1).containsOnlyNulls();
		assertThat(this.receiver.last()).isEqualTo(4);
	}

	/** What JeroMQ is given is ciphertext until all of it proved to be authentic. */
	@Test
	void showsNothingOfItBeforeItIsOpened() {
		byte[] command = seal(new Msg(new byte[LARGE]));
		byte[] wire = RawPeer.frameOf(0, command);
		assertThat(this.decoder.decode(ByteBuffer.wrap(wire), wire.length, new ValueReference<>(0)))
			.isEqualTo(Step.Result.DECODED);
		assertThat(this.decoder.msg().data()).isEqualTo(Arrays.copyOf(command, this.decoder.msg().size()));
	}

	@Test
	void mayBeGivenUpInTheMiddle() {
		byte[] wire = RawPeer.frameOf(0, seal(new Msg(randomBytes(LARGE))));
		this.decoder.decode(ByteBuffer.wrap(wire), LARGE / 2, new ValueReference<>(0));
		this.decoder.destroy();
		this.receiver.wipe();
	}

	private FrameDecoder decoder(long plentyOfMemory) {
		FrameDecoder decoder = new FrameDecoder(new Errno(), new SharedFrameMemory(plentyOfMemory), () -> this.receiver,
				() -> {
				}, () -> {
				});
		decoder.ready(1_000_000);
		return decoder;
	}

	private byte[] seal(Msg message) {
		byte[] command = new byte[CurveMessages.sealedSize(message)];
		this.sender.seal(message, command, 0);
		return command;
	}

	private List<@Nullable Msg> receive(FrameDecoder decoder, byte[] wire, int piece) {
		List<@Nullable Msg> opened = new ArrayList<>();
		ByteBuffer data = ByteBuffer.wrap(wire);
		while (data.hasRemaining()) {
			Step.Result result = decoder.decode(data, Math.min(piece, data.remaining()), new ValueReference<>(0));
			assertThat(result).isNotEqualTo(Step.Result.ERROR);
			if (result == Step.Result.DECODED) {
				opened.add(this.receiver.open(decoder.msg()));
			}
		}
		return opened;
	}

	private static byte[] join(byte[]... frames) {
		ByteBuffer joined = ByteBuffer.allocate(Arrays.stream(frames).mapToInt((frame) -> frame.length).sum());
		for (byte[] frame : frames) {
			joined.put(frame);
		}
		return joined.array();
	}

	private byte[] randomBytes(int length) {
		byte[] bytes = new byte[length];
		this.random.nextBytes(bytes);
		return bytes;
	}

}
