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

package io.github.zmqsecure.template;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RequestIds}.
 */
class RequestIdsTests {

	private static final int COUNT = 10_000;

	@Test
	void areRandomAsAWhole() {
		RequestIds ids = new RequestIds();
		long[] drawn = LongStream.generate(ids::next).limit(COUNT).toArray();
		assertThat(LongStream.of(drawn).distinct().count()).isEqualTo(COUNT);
		for (int bit = 0; bit < Long.SIZE; bit++) {
			int place = bit;
			long ones = LongStream.of(drawn).filter((id) -> (id >>> place & 1) == 1).count();
			assertThat(ones).as("how often bit %d is set", place).isBetween(COUNT * 45L / 100, COUNT * 55L / 100);
		}
	}

	@Test
	void ofTwoTemplatesHaveNothingInCommon() {
		Set<Long> first = draw(new RequestIds());
		assertThat(draw(new RequestIds())).hasSize(COUNT).doesNotContainAnyElementsOf(first);
	}

	private static Set<Long> draw(RequestIds ids) {
		return LongStream.generate(ids::next).limit(COUNT).boxed().collect(Collectors.toSet());
	}

}
