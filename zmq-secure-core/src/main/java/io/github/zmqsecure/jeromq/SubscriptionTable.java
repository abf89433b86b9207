// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

import io.github.zmqsecure.memory.ByteAccount;
import org.jspecify.annotations.Nullable;

/**
 * The topics that one PUB or XPUB keeps for all its subscribers, and who pays for them.
 * What JeroMQ's trie takes is known from the order of the topics: a topic adds a node for
 * each byte that it doesn't share with its neighbours, and widens the table where it
 * branches off. Thread-safe.
 */
final class SubscriptionTable {

	/** Of one connection for one subscription: entries of two hash tables. */
	static final int SUBSCRIPTION_BYTES = 128;

	/** Of a topic: its bytes, its entry and the set of pipes at its node. */
	private static final int TOPIC_BYTES = 256;

	/** A node of the trie, with a table for one other. */
	private static final int NODE_BYTES = 56;

	/** A place in the table of a node. */
	private static final int SLOT_BYTES = 8;

	private final ReentrantLock lock = new ReentrantLock();

	private final TreeMap<Topic, Entry> topics = new TreeMap<>();

	/**
	 * Take a topic that a connection subscribes to.
	 * @param account who pays
	 * @param number of the topics that nobody else subscribed to before
	 * @return the topic as it is kept, or {@code null} if there is no room for it
	 */
	@Nullable Topic add(Topic topic, ByteAccount account, ByteAccount number) {
		this.lock.lock();
		try {
			Map.Entry<Topic, Entry> present = this.topics.floorEntry(topic);
			if (present != null && present.getKey().equals(topic)) {
				if (!account.tryTake(SUBSCRIPTION_BYTES)) {
					return null;
				}
				present.getValue().subscribers++;
				return present.getKey();
			}
			long bytes = bytesOf(topic, neighbour(topic));
			if (!number.tryTake(1)) {
				return null;
			}
			if (!account.tryTake(bytes + SUBSCRIPTION_BYTES)) {
				number.release(1);
				return null;
			}
			this.topics.put(topic, new Entry(account, bytes, number));
			return topic;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Give back a topic that a connection subscribes to no more.
	 * @param account who paid
	 */
	void remove(Topic topic, ByteAccount account) {
		this.lock.lock();
		try {
			account.release(SUBSCRIPTION_BYTES);
			Entry entry = this.topics.get(topic);
			if (entry == null || --entry.subscribers > 0) {
				return;
			}
			this.topics.remove(topic);
			entry.account.release(entry.bytes);
			entry.number.release(1);
			leave(topic, entry.bytes);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Nodes that a topic paid for and shares stay, for the neighbour to pay.
	 */
	private void leave(Topic topic, long bytes) {
		Map.Entry<Topic, Entry> neighbour = neighbour(topic);
		long rest = bytes - bytesOf(topic, neighbour);
		if (neighbour != null && rest > 0) {
			neighbour.getValue().bytes += rest;
			neighbour.getValue().account.take(rest);
		}
	}

	private Map.@Nullable Entry<Topic, Entry> neighbour(Topic topic) {
		Map.Entry<Topic, Entry> lower = this.topics.lowerEntry(topic);
		Map.Entry<Topic, Entry> higher = this.topics.higherEntry(topic);
		if (lower == null || higher == null) {
			return (lower != null) ? lower : higher;
		}
		return (topic.common(lower.getKey()) >= topic.common(higher.getKey())) ? lower : higher;
	}

	private static long bytesOf(Topic topic, Map.@Nullable Entry<Topic, Entry> neighbour) {
		int common = (neighbour != null) ? topic.common(neighbour.getKey()) : 0;
		long bytes = TOPIC_BYTES + topic.length() + (long) NODE_BYTES * (topic.length() - common);
		if (neighbour != null && common < topic.length() && common < neighbour.getKey().length()) {
			bytes += (long) SLOT_BYTES * Math.abs(topic.at(common) - neighbour.getKey().at(common));
		}
		return bytes;
	}

	private static final class Entry {

		private final ByteAccount account;

		private long bytes;

		private final ByteAccount number;

		private int subscribers = 1;

		Entry(ByteAccount account, long bytes, ByteAccount number) {
			this.account = account;
			this.bytes = bytes;
			this.number = number;
		}

	}

}
