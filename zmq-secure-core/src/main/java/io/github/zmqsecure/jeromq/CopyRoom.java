// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import io.github.zmqsecure.memory.ByteAccount;

/**
 * Room for the copies by which publishers send. Connections that are quick and those that
 * are not known to be can't have all of it, so that neither wait for the others alone.
 */
record CopyRoom(ByteAccount quick, ByteAccount others) {

	CopyRoom(long limit) {
		this(new ByteAccount(limit));
	}

	private CopyRoom(ByteAccount all) {
		this(all.part(all.getLimit() * 2 / 3), all.part(all.getLimit() * 2 / 3));
	}

}
