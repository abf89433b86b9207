// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.memory;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TransitAccount}.
 */
class TransitAccountTests {

	private final ByteAccount account = new ByteAccount(1_000_000);

	private final TransitAccount transit = new TransitAccount(this.account);

	@Test
	void tellsTheAccountOfLargeMessagesAtOnce() {
		this.transit.put(900_000);
		assertThat(this.account.getHeld()).isEqualTo(900_000);
		this.transit.take(900_000);
		assertThat(this.account.getHeld()).isZero();
	}

	@Test
	void tellsTheAccountOfSmallMessagesWithinAFewKilobytes() {
		for (int i = 0; i < 1000; i++) {
			this.transit.put(100);
			assertThat(this.transit.getHeld()).isEqualTo(100L * (i + 1));
			assertThat(this.account.getHeld()).isBetween(this.transit.getHeld() - 4096, this.transit.getHeld());
		}
		for (int i = 0; i < 1000; i++) {
			this.transit.take(100);
		}
		this.transit.drained();
		assertThat(this.account.getHeld()).isZero();
	}

	@Test
	void hasRoomUpToALimitAndForOneMessageAlways() {
		assertThat(this.transit.hasRoom(2000, 1000)).isTrue();
		this.transit.put(600);
		assertThat(this.transit.hasRoom(400, 1000)).isTrue();
		assertThat(this.transit.hasRoom(401, 1000)).isFalse();
		this.transit.take(600);
		assertThat(this.transit.hasRoom(2000, 1000)).isTrue();
	}

	@Test
	void releasesWhatNobodyWillTake() {
		this.transit.put(10_000);
		this.transit.close();
		assertThat(this.account.getHeld()).isZero();
		this.transit.put(10_000);
		this.transit.take(10_000);
		this.transit.close();
		assertThat(this.account.getHeld()).isZero();
	}

	@Test
	void isExactWhenAllWasTaken() throws Exception {
		for (int round = 0; round < 300; round++) {
			TransitAccount transit = new TransitAccount(this.account);
			AtomicLong available = new AtomicLong();
			int count = 2000;
			Thread taker = new Thread(() -> {
				for (int i = 0; i < count; i++) {
					while (available.get() <= i) {
						Thread.onSpinWait();
					}
					transit.take(sizeOf(i));
					if (available.get() == i + 1) {
						transit.drained();
					}
				}
				transit.drained();
			});
			taker.start();
			for (int i = 0; i < count; i++) {
				transit.put(sizeOf(i));
				available.incrementAndGet();
				if (ThreadLocalRandom.current().nextInt(200) == 0) {
					LockSupport.parkNanos(1000);
				}
			}
			taker.join();
			assertThat(transit.getHeld()).isZero();
			assertThat(this.account.getHeld()).as("round %d", round).isZero();
		}
	}

	private static long sizeOf(int i) {
		return (i % 7 == 0) ? 5000 : 100 + i % 50;
	}

}
