/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

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
