// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import zmq.Ctx;
import zmq.Msg;
import zmq.ZObject;
import zmq.pipe.Pipe;
import zmq.pipe.YPipeBase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Conflation}.
 */
class ConflationTests {

	private final Ctx ctx = new Ctx();

	private final Pipe[] pair = Pipe.pair(new ZObject[] { new Owner(), new Owner() }, new int[] { -1, -1 },
			new boolean[] { true, true });

	private final Pipe writer = this.pair[0];

	private final Pipe reader = this.pair[1];

	private final Conflation conflation = new Conflation(JeromqInternals.get().pipes());

	@AfterEach
	void close() {
		this.ctx.terminate();
	}

	@Test
	void countsWhatWasReplacedOnceNothingChanges() {
		write(10);
		await().until(() -> {
			this.conflation.update(this.writer, this.writer, false);
			return !this.conflation.isUnsettled();
		});
		assertThat(this.conflation.take()).isEqualTo(9);
	}

	@Test
	void countsWhatWasReplacedWhenNobodyWillLookAgain() {
		write(10);
		this.conflation.update(this.writer, this.writer, true);
		assertThat(this.conflation.take()).isEqualTo(9);
	}

	/**
	 * The one who reads was held up between taking the last message and counting it.
	 */
	@Test
	void doesNotCountAMessageThatIsBeingTaken() throws ReflectiveOperationException {
		write(10);
		YPipeBase<?> messages = (YPipeBase<?>) new PrivateMembers(Pipe.class).field("inpipe", YPipeBase.class)
			.get(this.reader);
		assertThat(messages.read()).isNotNull();
		this.conflation.update(this.writer, this.writer, false);
		assertThat(this.conflation.take()).isEqualTo(9);
		assertThat(this.conflation.isUnsettled()).isTrue();
	}

	private void write(int messages) {
		for (int i = 0; i < messages; i++) {
			assertThat(this.writer.write(new Msg(new byte[1]))).isTrue();
		}
	}

	private final class Owner extends ZObject {

		Owner() {
			super(ConflationTests.this.ctx, 0);
		}

	}

}
