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
