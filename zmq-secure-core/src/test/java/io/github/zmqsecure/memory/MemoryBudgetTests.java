// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.memory;

import io.github.zmqsecure.memory.MemoryBudget.Stage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MemoryBudget} and {@link MemoryLimits}.
 */
class MemoryBudgetTests {

	private final MemoryBudget budget = new MemoryBudget(MemoryLimits.ofHeap(6400));

	@Test
	void takesAQuarterOfTheHeap() {
		assertThat(this.budget.getLimits()).isEqualTo(new MemoryLimits(100, 200, 1600));
	}

	@Test
	void givesEachStageAQuarterAndAPeerHalfOfThat() {
		try (PeerMemory peer = this.budget.open("peer")) {
			for (Stage stage : Stage.values()) {
				ByteAccount account = peer.getAccount(stage);
				assertThat(account.tryTake(200)).isTrue();
				assertThat(account.tryTake(1)).isFalse();
				assertThat(this.budget.getAccount(stage).tryTake(200)).isTrue();
				assertThat(this.budget.getAccount(stage).tryTake(1)).isFalse();
			}
			assertThat(this.budget.getHeld()).isEqualTo(1600);
		}
	}

	@Test
	void hasOneAccountForAllConnectionsOfAPeer() {
		PeerMemory first = this.budget.open("peer");
		PeerMemory second = this.budget.open("peer");
		assertThat(second).isSameAs(first);
		first.close();
		assertThat(this.budget.open("peer")).isSameAs(first);
		second.close();
		first.close();
		assertThat(this.budget.getPeerCount()).isZero();
	}

	@Test
	void countsWhatIsReleasedAfterItsPeerLeft() {
		PeerMemory peer = this.budget.open("peer");
		peer.getAccount(Stage.RECEIVED).take(50);
		peer.close();
		assertThat(this.budget.getHeld()).isEqualTo(50);
		peer.getAccount(Stage.RECEIVED).release(50);
		assertThat(this.budget.getHeld()).isZero();
	}

	@Test
	void givesPeersThatNobodyNamedTogetherWhatOnePeerMayHave() {
		try (PeerMemory first = this.budget.open("SHA256:1");
				PeerMemory second = this.budget.open("SHA256:2");
				PeerMemory named = this.budget.open("named")) {
			assertThat(first.getAccount(Stage.SENDING).tryTake(100)).isTrue();
			assertThat(first.getAccount(Stage.SENDING).tryTake(1)).isFalse();
			assertThat(second.getAccount(Stage.SENDING).tryTake(100)).isTrue();
			assertThat(named.getAccount(Stage.SENDING).tryTake(200)).isTrue();
			assertThat(first.getAccount(Stage.SENDING).getHeldByAll()).isEqualTo(200);
			assertThat(named.getAccount(Stage.SENDING).getHeldByAll()).isEqualTo(200);
		}
	}

}
