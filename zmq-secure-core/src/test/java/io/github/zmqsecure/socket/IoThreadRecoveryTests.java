// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.socket;

import java.lang.reflect.Constructor;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.zmqsecure.socket.HardenedContext.IoThread;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.zeromq.ZContext;
import zmq.Command;
import zmq.Ctx;
import zmq.Mailbox;
import zmq.ZObject;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link IoThreadRecovery}.
 */
class IoThreadRecoveryTests {

	private final IoThreadRecovery recovery = new IoThreadRecovery(new NoOperations());

	@Test
	void takesItForNoErrorThatWhoIsWokenHasJustEnded() throws Exception {
		Mailbox mailbox = new Mailbox(new Ctx(), "ended", -1);
		mailbox.close();
		Command command = command();
		assertThat(runs(() -> mailbox.send(command))).isEqualTo(2);
		assertThat(this.recovery.getErrors()).isZero();
	}

	@Test
	void countsEveryOtherFailure() {
		assertThat(runs(() -> {
			throw new IllegalStateException("for a test");
		})).isEqualTo(2);
		assertThat(this.recovery.getErrors()).isOne();
	}

	private static Command command() throws ReflectiveOperationException {
		Constructor<Command> constructor = Command.class.getDeclaredConstructor(ZObject.class, Command.Type.class);
		constructor.setAccessible(true);
		return constructor.newInstance(null, Command.Type.STOP);
	}

	/**
	 * Return how often a poller was run whose first run fails.
	 */
	private int runs(Runnable failing) {
		AtomicInteger runs = new AtomicInteger();
		this.recovery.run(new IoThread(Thread.currentThread(), () -> {
			if (runs.incrementAndGet() == 1) {
				failing.run();
			}
		}));
		return runs.get();
	}

	private static final class NoOperations implements IoThreadOperations {

		@Override
		public void check(ZContext context) {
		}

		@Override
		public @Nullable String cutCulprit(IoThread ioThread) {
			return null;
		}

		@Override
		public void resume(IoThread ioThread) {
		}

		@Override
		public boolean isStuck(ZContext context, IoThread ioThread) {
			return false;
		}

		@Override
		public void keepPunctual(ZContext context, IoThread ioThread) {
		}

		@Override
		public void dispose(ZContext context, List<IoThread> threads) {
		}

		@Override
		public void closeLeftovers(List<IoThread> threads) {
		}

	}

}
