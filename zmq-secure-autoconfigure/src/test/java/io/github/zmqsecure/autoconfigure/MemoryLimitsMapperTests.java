// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import io.github.zmqsecure.ZmqConfigurationException;
import io.github.zmqsecure.memory.MemoryLimits;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MemoryLimitsMapper}.
 */
class MemoryLimitsMapperTests {

	private static final long MB = 1024 * 1024;

	private final ZmqSecureProperties.Limits limits = new ZmqSecureProperties.Limits();

	@Test
	void derivesAllFromTheHeap() {
		assertThat(map()).isEqualTo(new MemoryLimits(2 * MB, 4 * MB, 32 * MB));
	}

	@Test
	void derivesWhatIsLeftOutFromTheTotal() {
		this.limits.setMaxTotalBytes(DataSize.ofMegabytes(64));
		assertThat(map()).isEqualTo(new MemoryLimits(4 * MB, 8 * MB, 64 * MB));
	}

	@Test
	void fitsWhatIsLeftOutToWhatIsThere() {
		this.limits.setMaxBytesPerConnection(DataSize.ofMegabytes(6));
		assertThat(map()).isEqualTo(new MemoryLimits(6 * MB, 6 * MB, 32 * MB));
		this.limits.setMaxBytesPerConnection(null);
		this.limits.setMaxBytesPerPeer(DataSize.ofMegabytes(1));
		assertThat(map()).isEqualTo(new MemoryLimits(MB, MB, 32 * MB));
	}

	@Test
	void refusesMoreForAPartThanForTheWhole() {
		this.limits.setMaxBytesPerConnection(DataSize.ofMegabytes(2));
		this.limits.setMaxBytesPerPeer(DataSize.ofMegabytes(1));
		assertThatExceptionOfType(ZmqConfigurationException.class).isThrownBy(this::map)
			.withMessageContaining("max-bytes-per-connection");
	}

	private MemoryLimits map() {
		return new MemoryLimitsMapper(128 * MB).map(this.limits);
	}

}
