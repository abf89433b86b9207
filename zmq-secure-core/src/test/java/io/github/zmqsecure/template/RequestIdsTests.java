// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

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
