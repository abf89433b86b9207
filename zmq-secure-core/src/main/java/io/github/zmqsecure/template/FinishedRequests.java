// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.template;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The ids of the latest requests that are over, so that a late or second reply is known
 * for one. They are random, so they spread by themselves over sets of a few, each of
 * which forgets its oldest. Thread-safe.
 */
class FinishedRequests {

	private static final int IDS_PER_SET = 4;

	private static final int SETS = 1 << 14;

	/** 0 where there is none. */
	private final AtomicLongArray ids = new AtomicLongArray(SETS * IDS_PER_SET);

	void add(long id) {
		int first = firstOf(id);
		for (int i = first + IDS_PER_SET - 1; i > first; i--) {
			this.ids.setRelease(i, this.ids.getAcquire(i - 1));
		}
		this.ids.setRelease(first, id);
	}

	boolean contains(long id) {
		int first = firstOf(id);
		for (int i = first; id != 0 && i < first + IDS_PER_SET; i++) {
			if (this.ids.getAcquire(i) == id) {
				return true;
			}
		}
		return false;
	}

	private static int firstOf(long id) {
		return (int) (id & (SETS - 1)) * IDS_PER_SET;
	}

}
