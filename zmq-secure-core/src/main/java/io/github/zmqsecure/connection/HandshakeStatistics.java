// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

import io.github.zmqsecure.curve.CurvePublicKey;
import org.jspecify.annotations.Nullable;

/**
 * How the handshakes of one socket ended. Thread-safe; exact: each connection counts
 * once.
 *
 * @since 0.1.0
 */
public class HandshakeStatistics {

	private static final int REMEMBERED_REFUSALS = 50;

	private static final int REMEMBERED_OWN_KEYS = 16;

	private static final int REMEMBERED_PEER_KEYS = 10_000;

	private final KeyUses ownKeys = new KeyUses(REMEMBERED_OWN_KEYS);

	private final KeyUses peerKeys = new KeyUses(REMEMBERED_PEER_KEYS);

	private final LongAdder succeeded = new LongAdder();

	private final Map<FailureReason, LongAdder> failed = counters(FailureReason.class);

	private final Map<DisconnectReason, LongAdder> cut = counters(DisconnectReason.class);

	private final Deque<Refusal> refusals = new ArrayDeque<>();

	/**
	 * Return how many handshakes succeeded.
	 * @return the number since start-up
	 */
	public long getSucceeded() {
		return this.succeeded.sum();
	}

	/**
	 * Return how many handshakes failed, for whatever reason.
	 * @return the number since start-up
	 */
	public long getFailed() {
		return this.failed.values().stream().mapToLong(LongAdder::sum).sum();
	}

	/**
	 * Return how many handshakes failed for a reason.
	 * @param reason the reason
	 * @return the number since start-up
	 */
	public long getFailed(FailureReason reason) {
		return counter(this.failed, reason).sum();
	}

	/**
	 * Return the last refusals, and the peers that were cut off after their handshake,
	 * the newest first.
	 * @return at most 50 refusals
	 */
	public List<Refusal> getRefusals() {
		synchronized (this.refusals) {
			return List.copyOf(this.refusals);
		}
	}

	/**
	 * Return how many connections were cut after their handshake for a reason.
	 * @param reason the reason
	 * @return the number since start-up
	 */
	public long getCut(DisconnectReason reason) {
		return counter(this.cut, reason).sum();
	}

	void cut(DisconnectReason reason) {
		counter(this.cut, reason).increment();
	}

	/**
	 * Return how own keys were used, by handshakes that succeeded.
	 * @return the last 16 keys that were used
	 */
	public KeyUses getOwnKeys() {
		return this.ownKeys;
	}

	/**
	 * Return how keys of peers were used, by handshakes that succeeded.
	 * @return the last 10,000 keys that were used
	 */
	public KeyUses getPeerKeys() {
		return this.peerKeys;
	}

	void success(@Nullable CurvePublicKey ownKey, @Nullable CurvePublicKey peerKey) {
		this.succeeded.increment();
		if (ownKey != null) {
			this.ownKeys.used(ownKey);
		}
		if (peerKey != null) {
			this.peerKeys.used(peerKey);
		}
	}

	void failure(Refusal refusal) {
		counter(this.failed, refusal.reason()).increment();
		remember(refusal);
	}

	void remember(Refusal refusal) {
		synchronized (this.refusals) {
			this.refusals.addFirst(refusal);
			if (this.refusals.size() > REMEMBERED_REFUSALS) {
				this.refusals.removeLast();
			}
		}
	}

	private static <R extends Enum<R>> Map<R, LongAdder> counters(Class<R> reasons) {
		Map<R, LongAdder> counters = new EnumMap<>(reasons);
		for (R reason : reasons.getEnumConstants()) {
			counters.put(reason, new LongAdder());
		}
		return Collections.unmodifiableMap(counters);
	}

	private static <R extends Enum<R>> LongAdder counter(Map<R, LongAdder> counters, R reason) {
		return Objects.requireNonNull(counters.get(reason));
	}

}
