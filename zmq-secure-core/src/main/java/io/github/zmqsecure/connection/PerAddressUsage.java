// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.zmqsecure.RateLimit;

/**
 * What each source address has taken of a socket. Sources with open connections are as
 * many as the socket may have connections; of those without, only the last are
 * remembered, so that unauthenticated peers can't fill the memory by coming from
 * everywhere. Not thread-safe.
 */
class PerAddressUsage {

	private static final int REMEMBERED_IDLE_SOURCES = 4096;

	private final Map<SourceAddress, Account> busy = new HashMap<>();

	private final Map<SourceAddress, Account> idle = new LinkedHashMap<>();

	private final int handshakesPerSecond;

	PerAddressUsage(int handshakesPerSecond) {
		this.handshakesPerSecond = handshakesPerSecond;
	}

	int open(SourceAddress source) {
		Account account = this.busy.get(source);
		return (account != null) ? account.open : 0;
	}

	int pending(SourceAddress source) {
		Account account = this.busy.get(source);
		return (account != null) ? account.pending : 0;
	}

	boolean tryHandshake(SourceAddress source, long nowNanos) {
		Account account = this.busy.get(source);
		return ((account != null) ? account : idle(source, nowNanos)).handshakes.tryAcquire(nowNanos);
	}

	void opened(SourceAddress source, long nowNanos) {
		Account account = this.busy.computeIfAbsent(source, (key) -> idle(key, nowNanos));
		this.idle.remove(source);
		account.open++;
		account.pending++;
	}

	void settled(SourceAddress source) {
		Account account = this.busy.get(source);
		if (account != null) {
			account.pending--;
		}
	}

	void closed(SourceAddress source) {
		Account account = this.busy.get(source);
		if (account != null && --account.open == 0) {
			this.busy.remove(source);
			remember(source, account);
		}
	}

	/**
	 * Return how many sources are remembered.
	 */
	int size() {
		return this.busy.size() + this.idle.size();
	}

	private Account idle(SourceAddress source, long nowNanos) {
		Account account = this.idle.get(source);
		if (account == null) {
			account = new Account(RateLimit.perSecond(this.handshakesPerSecond, nowNanos));
			remember(source, account);
		}
		return account;
	}

	private void remember(SourceAddress source, Account account) {
		this.idle.put(source, account);
		if (this.idle.size() > REMEMBERED_IDLE_SOURCES) {
			this.idle.remove(this.idle.keySet().iterator().next());
		}
	}

	private static final class Account {

		private final RateLimit handshakes;

		private int open;

		private int pending;

		Account(RateLimit handshakes) {
			this.handshakes = handshakes;
		}

	}

}
