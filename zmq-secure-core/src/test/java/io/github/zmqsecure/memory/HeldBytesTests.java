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
