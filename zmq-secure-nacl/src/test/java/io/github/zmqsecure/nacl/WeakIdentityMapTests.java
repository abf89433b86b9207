// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class WeakIdentityMapTests {

	private final List<String> dropped = new CopyOnWriteArrayList<>();

	private final WeakIdentityMap<byte[], String> map = new WeakIdentityMap<>(this.dropped::add);

	@Test
	void tellsEqualKeysApart() {
		byte[] first = new byte[32];
		byte[] second = new byte[32];
		this.map.put(first, "first");
		assertThat(this.map.get(first)).isEqualTo("first");
		assertThat(this.map.get(second)).isNull();
		assertThat(this.map.remove(second)).isNull();
		assertThat(this.map.remove(first)).isEqualTo("first");
		assertThat(this.map.size()).isZero();
	}

	@Test
	void replacesTheValueOfAKey() {
		byte[] key = new byte[32];
		this.map.put(key, "first");
		this.map.put(key, "second");
		assertThat(this.map.get(key)).isEqualTo("second");
		assertThat(this.map.size()).isOne();
	}

	@Test
	void forgetsKeysThatNobodyHolds() {
		byte[] held = new byte[32];
		this.map.put(held, "held");
		for (int i = 0; i < 1000; i++) {
			this.map.put(new byte[32], "lost");
		}
		await().atMost(Duration.ofSeconds(60)).until(() -> {
			System.gc();
			return this.map.size() == 1;
		});
		assertThat(this.map.get(held)).isEqualTo("held");
		assertThat(this.dropped).hasSize(1000).containsOnly("lost");
	}

}
