// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

import java.lang.management.ManagementFactory;
import java.time.Duration;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class AllocationTests {

	private static final int CALLS = 20_000;

	private static final int LIMIT = 128;

	private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	@ParameterizedTest
	@EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
	void messagesCostNoGarbageOnceCompiled(NaclMode mode) {
		NaclProvider provider = Prerequisites.provider(mode);
		await().atMost(Duration.ofMinutes(3)).until(() -> bytesPerCall(() -> sealAndOpen(provider)) < LIMIT);
	}

	@ParameterizedTest
	@EnumSource(names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
	void messagesOfAConnectionCostNoGarbageOnceCompiled(NaclMode mode) {
		CounterBox counterBox = Prerequisites.provider(mode).counterBox(new byte[32], new byte[16]);
		await().atMost(Duration.ofMinutes(3)).until(() -> bytesPerCall(() -> sealAndOpen(counterBox)) < LIMIT);
	}

	private long bytesPerCall(Runnable calls) {
		long before = this.threads.getCurrentThreadAllocatedBytes();
		calls.run();
		return (this.threads.getCurrentThreadAllocatedBytes() - before) / (2 * CALLS);
	}

	private static void sealAndOpen(NaclProvider provider) {
		byte[] message = new byte[1056];
		byte[] box = new byte[1056];
		byte[] nonce = new byte[24];
		byte[] key = new byte[32];
		int opened = 0;
		for (int i = 0; i < CALLS; i++) {
			provider.seal(box, message, box.length, nonce, key);
			opened += provider.open(message, box, box.length, nonce, key) ? 1 : 0;
		}
		assertThat(opened).isEqualTo(CALLS);
	}

	/** What is opened is an array of its own. */
	private static void sealAndOpen(CounterBox counterBox) {
		byte[] message = new byte[1024];
		byte[] box = new byte[1057];
		long opened = 0;
		for (int i = 0; i < CALLS; i++) {
			counterBox.seal(box, 0, 1, message, 0, message.length, i);
			opened += (counterBox.open(box, box.length, 1025, i) != null) ? 1 : 0;
		}
		assertThat(opened).isEqualTo(CALLS);
	}

}
