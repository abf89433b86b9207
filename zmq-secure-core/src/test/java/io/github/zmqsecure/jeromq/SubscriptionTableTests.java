// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import io.github.zmqsecure.memory.ByteAccount;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SubscriptionTable}.
 */
class SubscriptionTableTests {

	private static final long SEED = 20_261_126;

	/** Of a node of JeroMQ's trie. */
	private static final long NODE = 56;

	private final ByteAccount total = new ByteAccount(Long.MAX_VALUE / 2);

	private static final ByteAccount UNLIMITED = new ByteAccount(Long.MAX_VALUE);

	private final SubscriptionTable table = new SubscriptionTable();

	@Test
	void accountsForEachNodeOfTheTrieWhoeverLeaves() {
		Random random = new Random(SEED);
		List<ByteAccount> accounts = List.of(this.total.part(Long.MAX_VALUE / 4), this.total.part(Long.MAX_VALUE / 4),
				this.total.part(Long.MAX_VALUE / 4));
		Map<ByteAccount, Set<String>> subscriptions = new HashMap<>();
		accounts.forEach((account) -> subscriptions.put(account, new HashSet<>()));
		for (int i = 0; i < 5000; i++) {
			ByteAccount account = accounts.get(random.nextInt(3));
			String topic = topic(random);
			if (subscriptions.get(account).remove(topic)) {
				this.table.remove(new Topic(topic.getBytes(StandardCharsets.US_ASCII)), account);
			}
			else {
				subscriptions.get(account).add(topic);
				assertThat(this.table.add(new Topic(topic.getBytes(StandardCharsets.US_ASCII)), account, UNLIMITED))
					.isNotNull();
			}
			assertThat(this.total.getHeld()).isBetween(leastOf(subscriptions), 64 * leastOf(subscriptions));
		}
		for (ByteAccount account : accounts) {
			subscriptions.get(account)
				.forEach((topic) -> this.table.remove(new Topic(topic.getBytes(StandardCharsets.US_ASCII)), account));
		}
		assertThat(this.total.getHeld()).isZero();
		assertThat(accounts).allSatisfy((account) -> assertThat(account.getHeld()).isZero());
	}

	@Test
	void chargesWhoeverKeepsASharedNodeAlive() {
		ByteAccount first = this.total.part(100_000);
		ByteAccount second = this.total.part(100_000);
		this.table.add(new Topic("a".repeat(200).getBytes(StandardCharsets.US_ASCII)), first, UNLIMITED);
		this.table.add(new Topic(("a".repeat(199) + "b").getBytes(StandardCharsets.US_ASCII)), second, UNLIMITED);
		assertThat(second.getHeld()).isLessThan(NODE * 100);
		this.table.remove(new Topic("a".repeat(200).getBytes(StandardCharsets.US_ASCII)), first);
		assertThat(first.getHeld()).isZero();
		assertThat(second.getHeld()).isGreaterThan(NODE * 200);
	}

	@Test
	void chargesATopicOnceHoweverManySubscribe() {
		Topic topic = new Topic("a".repeat(200).getBytes(StandardCharsets.US_ASCII));
		for (int i = 0; i < 100; i++) {
			ByteAccount account = this.total.part(100_000);
			assertThat(
					this.table.add(new Topic("a".repeat(200).getBytes(StandardCharsets.US_ASCII)), account, UNLIMITED))
				.isEqualTo(topic);
		}
		assertThat(this.total.getHeld()).isLessThan(NODE * 200 + 100 * SubscriptionTable.SUBSCRIPTION_BYTES + 1000);
	}

	@Test
	void refusesWhatThereIsNoRoomFor() {
		ByteAccount account = this.total.part(20_000);
		assertThat(this.table.add(new Topic("a".repeat(200).getBytes(StandardCharsets.US_ASCII)), account, UNLIMITED))
			.isNotNull();
		assertThat(this.table.add(new Topic("b".repeat(200).getBytes(StandardCharsets.US_ASCII)), account, UNLIMITED))
			.isNull();
		this.table.remove(new Topic("a".repeat(200).getBytes(StandardCharsets.US_ASCII)), account);
		assertThat(this.table.add(new Topic("b".repeat(200).getBytes(StandardCharsets.US_ASCII)), account, UNLIMITED))
			.isNotNull();
	}

	private static long leastOf(Map<ByteAccount, Set<String>> subscriptions) {
		Set<String> nodes = new HashSet<>();
		long count = 0;
		for (Set<String> topics : subscriptions.values()) {
			count += topics.size();
			for (String topic : topics) {
				for (int length = 1; length <= topic.length(); length++) {
					nodes.add(topic.substring(0, length));
				}
			}
		}
		return nodes.size() * NODE + count * SubscriptionTable.SUBSCRIPTION_BYTES;
	}

	private static String topic(Random random) {
		StringBuilder topic = new StringBuilder();
		for (int length = random.nextInt(6); length > 0; length--) {
			topic.append((char) ('a' + random.nextInt(4)));
		}
		return topic.toString();
	}

}
