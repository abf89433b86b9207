// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.util.concurrent.atomic.AtomicBoolean;

import io.github.zmqsecure.memory.ByteAccount;
import org.junit.jupiter.api.Test;
import zmq.Ctx;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZMQ;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link UnreadEvents}.
 */
class UnreadEventsTests {

	private static final int EVENTS = 500_000;

	private final UnreadEvents events = new UnreadEvents();

	private final ByteAccount account = new ByteAccount(Long.MAX_VALUE / 4);

	@Test
	void letsThosePayWhoFilledAQueueThatGrowsMeanwhile() throws InterruptedException {
		Ctx context = ZMQ.init(1);
		SocketBase publisher = context.createSocket(ZMQ.ZMQ_XPUB);
		SocketBase subscriber = context.createSocket(ZMQ.ZMQ_XSUB);
		try {
			publisher.setSocketOpt(ZMQ.ZMQ_RCVHWM, 0);
			publisher.bind("inproc://events");
			subscriber.setSocketOpt(ZMQ.ZMQ_SNDHWM, 0);
			subscriber.connect("inproc://events");
			for (int i = 0; i < EVENTS; i++) {
				subscriber.send(new Msg(new byte[] { 7 }), 0);
			}
			AtomicBoolean moved = new AtomicBoolean();
			AtomicBoolean paid = new AtomicBoolean();
			Thread others = new Thread(() -> paid.set(payUntil(publisher, moved)));
			others.start();
			await().until(() -> others.getState() == Thread.State.RUNNABLE);
			try {
				publisher.getSocketOpt(ZMQ.ZMQ_EVENTS);
			}
			finally {
				moved.set(true);
				others.join();
			}
			assertThat(paid).isTrue();
			while (publisher.recv(ZMQ.ZMQ_DONTWAIT) != null) {
				// Until nothing is left.
			}
			this.events.admit(publisher, 1, this.account);
			assertThat(this.account.getHeld()).isLessThan(200);
		}
		finally {
			subscriber.close();
			publisher.close();
			context.terminate();
		}
	}

	/**
	 * What is held grows from the first event that is seen.
	 */
	private boolean payUntil(SocketBase publisher, AtomicBoolean end) {
		while (!JeromqInternals.get().pipes().hasUnreadEvents(publisher) && !end.get()) {
			Thread.onSpinWait();
		}
		long held = 0;
		while (!end.get()) {
			this.events.admit(publisher, 1, this.account);
			if (this.account.getHeld() <= held) {
				return false;
			}
			held = this.account.getHeld();
		}
		return true;
	}

}
