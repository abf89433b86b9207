// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.memory;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HeldBytes}.
 */
class HeldBytesTests {

	private final ByteAccount account = new ByteAccount(100);

	private final HeldBytes held = new HeldBytes(this.account);

	@Test
	void takesFromTheAccountAndReleases() {
		this.held.take(70);
		this.held.release(20);
		assertThat(this.account.getHeld()).isEqualTo(50);
	}

	@Test
	void givesBackOnceWhatItHolds() {
		this.account.take(10);
		this.held.take(70);
		this.held.close();
		this.held.close();
		assertThat(this.account.getHeld()).isEqualTo(10);
	}

	@Test
	void takesNothingOnceClosed() {
		this.held.take(70);
		this.held.close();
		this.held.release(70);
		this.held.take(30);
		assertThat(this.account.getHeld()).isZero();
	}

}
