// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.github.zmqsecure.memory.ByteAccount;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import zmq.Msg;
import zmq.pipe.YPipe;
import zmq.pipe.YPipeBase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link MeteredPipe}.
 */
class MeteredPipeTests {

	private final CountingMeter meter = new CountingMeter();

	private final MeteredPipe pipe = new MeteredPipe(new YPipe<>(256), this.meter);

	MeteredPipeTests() {
		this.pipe.checkRead();
	}

	@Test
	void keepsNothingOfAMessageThatIsTakenBackWhileNobodyReads() {
		write("before", false);
		List<WeakReference<Msg>> parts = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			parts.add(new WeakReference<>(write("part", true)));
		}
		int unwritten = 0;
		while (this.pipe.unwrite() != null) {
			unwritten++;
		}
		assertThat(unwritten).isEqualTo(100);
		await().until(() -> {
			System.gc();
			return parts.stream().allMatch((part) -> part.refersTo(null));
		});
		write("after", false);
		this.pipe.flush();
		assertThat(readAll()).containsExactly("before", "after");
	}

	@Test
	void hasTheFramesOfMessagesInTheirOrder() {
		write("a", true);
		write("b", true);
		write("c", false);
		write("d", true);
		this.pipe.flush();
		assertThat(readAll()).containsExactly("a", "b", "c");
		write("e", false);
		this.pipe.flush();
		assertThat(readAll()).containsExactly("d", "e");
		assertThat(this.meter.written).isEqualTo(5 * MeteredPipe.costOf(1)).isEqualTo(this.meter.read);
	}

	@Test
	void aGateHoldsUpAMessageBeforeItBeginsAndNotAfterwards() {
		this.meter.gate = true;
		write("a", true);
		write("large", true);
		write("b", false);
		write("c", false);
		this.pipe.flush();
		assertThat(this.pipe.read()).isNull();
		assertThat(this.pipe.checkRead()).isTrue();
		assertThat(this.pipe.probe().data()).asString().isEqualTo("a");
		assertThat(this.meter.read).isZero();
		this.meter.admitted = 1;
		assertThat(readAll()).containsExactly("a", "large", "b");
		assertThat(this.meter.asked).containsExactly(MeteredPipe.costOf(5), MeteredPipe.costOf(5),
				MeteredPipe.costOf(1));
		this.meter.admitted = 1;
		assertThat(readAll()).containsExactly("c");
		assertThat(this.pipe.checkRead()).isFalse();
		assertThat(this.meter.read).isEqualTo(this.meter.written);
	}

	@Test
	void doesNotCountAMessageThatJeromqsPipeDidNotTake() {
		MeteredPipe failing = new MeteredPipe(new FailingPipe(), this.meter);
		assertThatExceptionOfType(OutOfMemoryError.class)
			.isThrownBy(() -> failing.write(new Msg(new byte[100]), false));
		assertThat(this.meter.written).isZero();
		failing.write(new Msg(new byte[1]), false);
		assertThat(this.meter.written).isEqualTo(MeteredPipe.costOf(1));
	}

	@Test
	void aSharedFrameThatJeromqsPipeDidNotTakeIsNotHeld() {
		MeteredPipe failing = new MeteredPipe(new FailingPipe(), this.meter);
		ByteAccount account = new ByteAccount(Long.MAX_VALUE);
		SharedFrame frame = new SharedFrame(new byte[100], account);
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> failing.write(frame, false));
		assertThat(account.getHeld()).isZero();
		failing.write(frame, false);
		assertThat(account.getHeld()).isEqualTo(MeteredPipe.costOf(frame));
	}

	@Test
	void dropsWhatIsThereAndSaysThatNothingIsLeft() {
		write("first", true);
		write("last", false);
		write("more", true);
		this.pipe.flush();
		this.pipe.drop();
		assertThat(this.meter.read).isEqualTo(MeteredPipe.costOf(5) + MeteredPipe.costOf(4));
		assertThat(this.meter.drained).isOne();
		assertThat(this.pipe.checkRead()).isFalse();
	}

	private Msg write(String text, boolean incomplete) {
		Msg frame = new Msg(text.getBytes(StandardCharsets.UTF_8));
		frame.setFlags((incomplete) ? Msg.MORE : 0);
		this.pipe.write(frame, incomplete);
		return frame;
	}

	private List<String> readAll() {
		List<String> texts = new ArrayList<>();
		for (Msg frame = this.pipe.read(); frame != null; frame = this.pipe.read()) {
			texts.add(new String(frame.data(), StandardCharsets.UTF_8));
		}
		return texts;
	}

	private static final class CountingMeter implements MeteredPipe.Meter {

		private long written;

		private long read;

		private int drained;

		private boolean gate;

		private int admitted;

		private final List<Long> asked = new ArrayList<>();

		@Override
		public boolean isGate() {
			return this.gate;
		}

		@Override
		public boolean mayRead(long largest) {
			this.asked.add(largest);
			return --this.admitted >= 0;
		}

		@Override
		public void written(long bytes) {
			this.written += bytes;
		}

		@Override
		public void read(long bytes) {
			this.read += bytes;
		}

		@Override
		public void drained() {
			this.drained++;
		}

	}

	/**
	 * Has no memory for what is written first.
	 */
	private static final class FailingPipe implements YPipeBase<Msg> {

		private final YPipe<Msg> pipe = new YPipe<>(256);

		private boolean failed;

		@Override
		public void write(Msg frame, boolean incomplete) {
			if (!this.failed) {
				this.failed = true;
				throw new OutOfMemoryError("for the test");
			}
			this.pipe.write(frame, incomplete);
		}

		@Override
		public @Nullable Msg unwrite() {
			return this.pipe.unwrite();
		}

		@Override
		public boolean flush() {
			return this.pipe.flush();
		}

		@Override
		public boolean checkRead() {
			return this.pipe.checkRead();
		}

		@Override
		public @Nullable Msg read() {
			return this.pipe.read();
		}

		@Override
		public Msg probe() {
			return this.pipe.probe();
		}

	}

}
