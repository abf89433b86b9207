// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.zmqsecure.memory.ByteAccount;
import org.jspecify.annotations.Nullable;
import zmq.SocketBase;

/**
 * What one PUB or XPUB accepts of its subscribers.
 */
final class SubscriptionPolicy extends FramePolicy {

	private final SubscriptionTable table = new SubscriptionTable();

	private final UnreadEvents unread = new UnreadEvents();

	/** By the names of peers, how many topics each brings. */
	private final Map<String, ByteAccount> numbers = new ConcurrentHashMap<>();

	private final ByteAccount number;

	private final SubscriptionMemory memory;

	private final boolean messages;

	private final boolean repeats;

	private final Runnable discarded;

	/**
	 * Create a policy.
	 * @param memory what the subscriptions of all sockets hold
	 * @param messages whether the socket is given other messages too
	 * @param repeats whether the socket is given subscriptions that it has
	 * @param relays whether another socket subscribes to what the peers do: all of them
	 * together may have as many topics as one subscriber, and each half of them
	 * @param discarded run for each message that the socket is not given
	 */
	SubscriptionPolicy(SubscriptionMemory memory, boolean messages, boolean repeats, boolean relays,
			Runnable discarded) {
		this.memory = memory;
		this.messages = messages;
		this.repeats = repeats;
		this.discarded = discarded;
		this.number = new ByteAccount((relays) ? memory.limits().maxSubscriptions() : Long.MAX_VALUE);
	}

	@Override
	FrameFilter open(@Nullable String peer, SocketBase socket) {
		String name = (peer != null) ? peer : SubscriptionMemory.NOBODY;
		ByteAccount account = this.memory.open(name);
		ByteAccount number = this.numbers.computeIfAbsent(SubscriptionMemory.ownerOf(name),
				(owner) -> this.number.quota(Math.max(1, this.number.getLimit() / 2)));
		return new SubscriptionFilter(this, socket, account, number, () -> this.memory.close(name));
	}

	SubscriptionLimits limits() {
		return this.memory.limits();
	}

	SubscriptionTable table() {
		return this.table;
	}

	UnreadEvents unread() {
		return this.unread;
	}

	boolean messages() {
		return this.messages;
	}

	boolean repeats() {
		return this.repeats;
	}

	void discarded() {
		this.discarded.run();
	}

}
