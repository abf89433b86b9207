// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.net.InetAddress;

import io.github.zmqsecure.endpoint.AddressRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PerAddressUsage} and {@link SourceAddress}.
 */
class PerAddressUsageTests {

	private final PerAddressUsage accounts = new PerAddressUsage(2);

	@Test
	void takesAnIpv6NetworkForOneSource() {
		assertThat(source("2001:db8:1:2::1")).isEqualTo(source("2001:db8:1:2:ffff::9"))
			.isNotEqualTo(source("2001:db8:1:3::1"));
	}

	@Test
	void takesEachIpv4AddressForASource() {
		assertThat(source("10.0.0.1")).isEqualTo(source("::ffff:10.0.0.1")).isNotEqualTo(source("10.0.0.2"));
		assertThat(source("0.0.0.0")).isNotEqualTo(source("::"));
	}

	@Test
	void countsWhatIsOpenAndWhatIsPending() {
		SourceAddress source = source("10.0.0.1");
		this.accounts.opened(source, 0);
		this.accounts.opened(source, 0);
		this.accounts.settled(source);
		this.accounts.opened(source("10.0.0.2"), 0);
		assertThat(this.accounts.open(source)).isEqualTo(2);
		assertThat(this.accounts.pending(source)).isOne();
		this.accounts.closed(source);
		this.accounts.settled(source);
		this.accounts.closed(source);
		assertThat(this.accounts.open(source)).isZero();
		assertThat(this.accounts.pending(source)).isZero();
	}

	@Test
	void remembersTheRateOfASourceThatHasNoConnectionLeft() {
		SourceAddress source = source("10.0.0.1");
		for (int i = 0; i < 2; i++) {
			assertThat(this.accounts.tryHandshake(source, 0)).isTrue();
			this.accounts.opened(source, 0);
			this.accounts.settled(source);
			this.accounts.closed(source);
		}
		assertThat(this.accounts.tryHandshake(source, 0)).isFalse();
		assertThat(this.accounts.tryHandshake(source("10.0.0.2"), 0)).isTrue();
		assertThat(this.accounts.tryHandshake(source, 500_000_000)).isTrue();
		assertThat(this.accounts.tryHandshake(source, 500_000_000)).isFalse();
	}

	@Test
	void doesNotGrowWithUnauthenticatedPeersThatComeFromEverywhere() {
		SourceAddress friend = source("10.0.0.1");
		this.accounts.opened(friend, 0);
		for (int i = 0; i < 100_000; i++) {
			this.accounts.tryHandshake(new SourceAddress(true, i), i);
		}
		assertThat(this.accounts.size()).isLessThan(5000);
		assertThat(this.accounts.open(friend)).isOne();
	}

	private static SourceAddress source(String address) {
		InetAddress parsed = AddressRange.parseAddress(address);
		return SourceAddress.of(parsed);
	}

}
