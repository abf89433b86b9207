// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * The reply that a REP socket owes: one to each request, before it takes the next. Two
 * requests are two even if they say the same. Thread-safe.
 */
@SuppressWarnings("ReferenceEquality")
class OwedReply {

	private final AtomicReference<@Nullable ReplyTurn> turn = new AtomicReference<>();

	private final Runnable owner;

	/**
	 * Create what owes nothing yet.
	 * @param owner wakes the owner of the socket
	 */
	OwedReply(Runnable owner) {
		this.owner = owner;
	}

	/**
	 * Note that a request was received.
	 * @return its turn
	 */
	ReplyTurn owe(ZmqMessage request) {
		ReplyTurn turn = new ReplyTurn(request, this.owner);
		this.turn.set(turn);
		return turn;
	}

	/**
	 * Take it on to reply.
	 * @param request the request to be replied to, {@code null} for whichever there is
	 * @return the turn of the request, which is for the caller to end, {@code null} if no
	 * reply is owed
	 */
	@Nullable ReplyTurn take(@Nullable ZmqMessage request) {
		ReplyTurn turn = this.turn.get();
		while (isOf(turn, request) && !this.turn.compareAndSet(turn, null)) {
			turn = this.turn.get();
		}
		return isOf(turn, request) ? turn : null;
	}

	void forget() {
		this.turn.set(null);
	}

	private static boolean isOf(@Nullable ReplyTurn turn, @Nullable ZmqMessage request) {
		return turn != null && (request == null || turn.request() == request);
	}

}
