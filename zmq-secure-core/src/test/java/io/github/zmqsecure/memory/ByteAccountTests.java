// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ByteAccount}.
 */
class ByteAccountTests {

	@Test
	void holdsUpToItsLimit() {
		ByteAccount account = new ByteAccount(100);
		assertThat(account.tryTake(60)).isTrue();
		assertThat(account.hasRoom(40)).isTrue();
		assertThat(account.tryTake(41)).isFalse();
		assertThat(account.tryTake(40)).isTrue();
		assertThat(account.getHeld()).isEqualTo(100);
		account.release(100);
		assertThat(account.getHeld()).isZero();
	}

	@Test
	void letsPassWhatIsLargerThanItsLimitWhenNothingElseIsHeld() {
		ByteAccount account = new ByteAccount(100);
		assertThat(account.part(10).tryTake(1000)).isTrue();
		assertThat(account.part(10).tryTake(1)).isFalse();
		account.release(1000);
		assertThat(account.part(10).tryTake(1)).isTrue();
	}

	@Test
	void countsWhatItsPartsHold() {
		ByteAccount whole = new ByteAccount(100);
		ByteAccount one = whole.part(50);
		ByteAccount other = whole.part(50);
		one.take(70);
		assertThat(other.tryTake(31)).isFalse();
		assertThat(other.getHeld()).isZero();
		assertThat(other.tryTake(30)).isTrue();
		assertThat(whole.getHeld()).isEqualTo(100);
	}

	@Test
	void hasRoomForAQuotaWhateverItLeavesFree() {
		ByteAccount whole = new ByteAccount(100);
		ByteAccount one = whole.quota(50);
		ByteAccount other = whole.quota(50);
		assertThat(one.tryTake(50)).isTrue();
		assertThat(one.tryTake(1)).isFalse();
		for (int i = 0; i < 50; i++) {
			assertThat(other.tryTake(1)).isTrue();
		}
		assertThat(whole.quota(50).hasRoom(1)).isFalse();
	}

	@Test
	void leavesFreeForOthersAsMuchAsAPartHolds() {
		ByteAccount whole = new ByteAccount(1000);
		List<ByteAccount> greedy = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			greedy.add(whole.part(1000));
		}
		for (int i = 0; i < 1000; i++) {
			greedy.forEach((each) -> each.tryTake(1));
		}
		assertThat(greedy).allSatisfy((each) -> assertThat(each.getHeld()).isBetween(190L, 210L));
		assertThat(whole.part(1000).tryTake(190)).isTrue();
	}

	@Test
	void isExactWhileManyTakeAndRelease() throws Exception {
		ByteAccount whole = new ByteAccount(1000);
		List<ByteAccount> parts = List.of(whole.part(400), whole.part(400), whole.part(900));
		AtomicLong held = new AtomicLong();
		AtomicLong most = new AtomicLong();
		AtomicLong refused = new AtomicLong();
		ExecutorService threads = Executors.newFixedThreadPool(4);
		List<Future<?>> futures = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			futures.add(threads.submit(() -> {
				ThreadLocalRandom random = ThreadLocalRandom.current();
				for (int turn = 0; turn < 200_000; turn++) {
					ByteAccount part = parts.get(random.nextInt(parts.size()));
					int bytes = random.nextInt(1, 400);
					if (part.tryTake(bytes)) {
						most.accumulateAndGet(held.addAndGet(bytes), Math::max);
						held.addAndGet(-bytes);
						part.release(bytes);
					}
					else {
						refused.incrementAndGet();
					}
				}
			}));
		}
		for (Future<?> future : futures) {
			future.get(50, TimeUnit.SECONDS);
		}
		threads.shutdown();
		assertThat(most.get()).isLessThanOrEqualTo(1000);
		assertThat(refused.get()).isPositive();
		assertThat(whole.getHeld()).isZero();
		assertThat(parts).allSatisfy((part) -> assertThat(part.getHeld()).isZero());
	}

}
