// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.support;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import io.github.zmqsecure.channel.ManagedSocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Sends numbered messages from the legitimate client for as long as a test likes, and
 * checks that each is answered once and in its turn.
 */
public final class Courier implements AutoCloseable {

	static final String PREFIX = "courier message ";

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final int MAX_UNDER_WAY = 32;

	private final AtomicLong sent = new AtomicLong();

	private final AtomicLong answered = new AtomicLong();

	private final AtomicReference<String> outOfTurn = new AtomicReference<>();

	private final ManagedSocket gateway;

	private final Thread thread = new Thread(this::run, "courier");

	private volatile boolean closed;

	Courier(ManagedSocket gateway) {
		this.gateway = gateway;
	}

	void start() {
		this.thread.start();
	}

	private void run() {
		while (!this.closed) {
			if (this.sent.get() - this.answered.get() < MAX_UNDER_WAY) {
				this.gateway.send(PREFIX + this.sent.incrementAndGet());
			}
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
		}
	}

	void answered(String text) {
		if (!text.equals(PREFIX + this.answered.incrementAndGet())) {
			this.outOfTurn.compareAndSet(null, text + " as answer number " + this.answered.get());
		}
	}

	/**
	 * Return how many messages were answered.
	 * @return the number of messages
	 */
	public long answered() {
		return this.answered.get();
	}

	/**
	 * Wait until messages sent from now on were answered.
	 */
	public void awaitProgress() {
		long now = this.sent.get();
		await().atMost(PATIENCE).until(() -> this.answered.get() > now);
	}

	/**
	 * Stop to send, and check that every message was answered once and in its turn.
	 */
	@Override
	public void close() {
		this.closed = true;
		try {
			this.thread.join(PATIENCE.toMillis());
			assertThat(this.thread.isAlive()).isFalse();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.answered).as("answered messages").hasValue(this.sent.get()));
		assertThat(this.outOfTurn).as("answer out of turn").hasValue(null);
	}

}
