// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.memory;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RecentTexts}.
 */
class RecentTextsTests {

	@Test
	void forgetsTheEldestWhenThereAreTooMany() {
		RecentTexts<Integer> texts = new RecentTexts<>(2, 1_000_000);
		texts.put("a", 1);
		texts.put("b", 2);
		assertThat(texts.get("a")).isEqualTo(1);
		texts.put("c", 3);
		assertThat(texts.get("b")).isNull();
		assertThat(texts.get("a")).isEqualTo(1);
		assertThat(texts.put("a", 4)).isEqualTo(1);
		assertThat(texts.size()).isEqualTo(2);
	}

	@Test
	void forgetsTheEldestWhenTheyAreTooLarge() {
		RecentTexts<Integer> texts = new RecentTexts<>(1000, 10_000);
		for (int i = 0; i < 1000; i++) {
			texts.put(i + "x".repeat(900), i);
			assertThat(texts.size()).isLessThanOrEqualTo(5);
		}
		for (int i = 0; i < 1000; i++) {
			texts.put("" + i, i);
		}
		assertThat(texts.size()).isBetween(60, 80);
	}

	@Test
	void doesNotRememberATextThatIsTooLargeItself() {
		RecentTexts<Integer> texts = new RecentTexts<>(1000, 1000);
		texts.put("a", 1);
		assertThat(texts.put("x".repeat(1000), 2)).isNull();
		assertThat(texts.get("a")).isEqualTo(1);
		assertThat(texts.size()).isEqualTo(1);
	}

}
