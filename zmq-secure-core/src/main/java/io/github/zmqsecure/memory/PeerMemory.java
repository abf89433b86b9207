// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.memory;

import java.util.EnumMap;
import java.util.Map;

/**
 * What one peer holds, by stage. Thread-safe.
 *
 * @since 0.1.0
 */
public final class PeerMemory implements AutoCloseable {

	private final MemoryBudget budget;

	private final String name;

	private final Map<MemoryBudget.Stage, ByteAccount> stages = new EnumMap<>(MemoryBudget.Stage.class);

	/** Changed by the budget only, for one at a time. */
	private int users;

	PeerMemory(MemoryBudget budget, String name) {
		this.budget = budget;
		this.name = name;
		for (MemoryBudget.Stage stage : MemoryBudget.Stage.values()) {
			this.stages.put(stage, budget.getWhole(stage, name).part(budget.getLimits().perPeer()));
		}
	}

	/**
	 * Return whose accounts these are.
	 * @return the authenticated name of the peer
	 */
	public String getName() {
		return this.name;
	}

	/**
	 * Return what the peer holds in a stage.
	 * @param stage the stage
	 * @return its account
	 */
	public ByteAccount getAccount(MemoryBudget.Stage stage) {
		ByteAccount account = this.stages.get(stage);
		if (account == null) {
			throw new IllegalArgumentException("There is no account of " + stage);
		}
		return account;
	}

	/**
	 * Say that no more will be taken from the accounts. What is held stays so until it is
	 * released.
	 */
	@Override
	public void close() {
		this.budget.close(this);
	}

	void opened() {
		this.users++;
	}

	void closed() {
		this.users--;
	}

	/**
	 * Whether nobody uses the accounts and nothing is held.
	 */
	boolean isIdle() {
		return this.users == 0 && this.stages.values().stream().allMatch((account) -> account.getHeld() == 0);
	}

}
