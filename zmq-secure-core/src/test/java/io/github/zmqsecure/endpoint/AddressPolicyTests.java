// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.endpoint;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AddressPolicy}.
 */
class AddressPolicyTests {

	@Test
	void allowsAllWhenNothingIsSaid() {
		assertThat(allows(policy(List.of(), List.of()), "10.0.0.1")).isTrue();
		assertThat(allows(policy(List.of(), List.of()), "::1")).isTrue();
	}

	@Test
	void allowsOnlyWhatIsAllowed() {
		AddressPolicy policy = policy(List.of("10.0.0.0/8", "::1"), List.of());
		assertThat(allows(policy, "10.0.0.1")).isTrue();
		assertThat(allows(policy, "::1")).isTrue();
		assertThat(allows(policy, "::ffff:10.0.0.1")).isTrue();
		assertThat(allows(policy, "127.0.0.1")).isFalse();
	}

	@Test
	void deniesWhatIsDenied() {
		AddressPolicy policy = policy(List.of(), List.of("10.0.0.0/8"));
		assertThat(allows(policy, "10.0.0.1")).isFalse();
		assertThat(allows(policy, "127.0.0.1")).isTrue();
	}

	@Test
	void deniesWhatIsAllowedAndDenied() {
		AddressPolicy policy = policy(List.of("10.0.0.0/8"), List.of("10.6.6.6"));
		assertThat(allows(policy, "10.6.6.5")).isTrue();
		assertThat(allows(policy, "10.6.6.6")).isFalse();
	}

	private static boolean allows(AddressPolicy policy, String address) {
		return policy.allows(AddressRange.parseAddress(address));
	}

	private static AddressPolicy policy(List<String> allow, List<String> deny) {
		return AddressPolicy.of(ranges(allow), ranges(deny));
	}

	private static List<AddressRange> ranges(List<String> texts) {
		return texts.stream().map(AddressRange::parse).toList();
	}

}
