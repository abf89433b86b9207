// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.zmqsecure.memory.ByteAccount;
import io.github.zmqsecure.memory.MemoryBudget;
import io.github.zmqsecure.memory.MemoryBudget.Stage;
import io.github.zmqsecure.support.Pair;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Test;

import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of a subscriber to which a publisher comes while others hold nearly all room to
 * send: it misses no topic for that.
 */
class SubscriptionsWithoutRoomTests {

	private static final String[] TOPICS = { "EURUSD", "GBPUSD", "USDJPY" };

	private static final String LIMIT = "zmq.secure.limits.max-total-bytes=4MB";

	private static final String SUBSCRIBE = "subscribe=" + String.join(",", TOPICS);

	@Test
	void allTopicsReachAPublisherThatConnects() {
		Pair pair = new Pair("sub", "pub").server(SUBSCRIBE);
		pair.serverRunner().withPropertyValues(LIMIT).run((context) -> {
			Room room = Room.take(context);
			Set<String> received = receive(context, "server");
			pair.runClient((publisher) -> assertReceivesAll(context, "server", publisher.socket(), room, received));
		});
	}

	@Test
	void allTopicsReachAPublisherThatIsConnectedTo() {
		Pair pair = new Pair("pub", "sub").client(SUBSCRIBE, "options.immediate=true", "options.reconnect-ivl=50ms");
		pair.clientRunner().withPropertyValues(LIMIT).run((context) -> {
			Room room = Room.take(context);
			Set<String> received = receive(context, "client");
			pair.runServer((publisher) -> assertReceivesAll(context, "client", publisher.socket(), room, received));
		});
	}

	private static void assertReceivesAll(ApplicationContext context, String subscriber, ManagedSocket publisher,
			Room room, Set<String> received) {
		await().until(TestSockets.socket(context, subscriber).getConnections()::isConnected);
		await().until(publisher.getConnections()::isConnected);
		await().until(() -> {
			publish(publisher);
			return !received.isEmpty();
		});
		room.release();
		await().untilAsserted(() -> {
			publish(publisher);
			assertThat(received).containsExactlyInAnyOrder(TOPICS);
		});
	}

	private static void publish(ManagedSocket publisher) {
		for (String topic : TOPICS) {
			publisher.send(topic);
		}
	}

	private static Set<String> receive(ApplicationContext context, String subscriber) {
		Set<String> received = ConcurrentHashMap.newKeySet();
		TestSockets.socket(context, subscriber).setHandler((message) -> received.add(message.text(0)));
		return received;
	}

	/**
	 * What others hold of the room to send.
	 *
	 * @param memory the memory
	 * @param bytes the number of bytes
	 */
	private record Room(MemoryBudget memory, long bytes) {

		static Room take(ApplicationContext context) {
			MemoryBudget memory = context.getBean(MemoryBudget.class);
			ByteAccount sending = memory.getAccount(Stage.SENDING);
			long bytes = sending.getLimit() - 200;
			memory.take(Stage.SENDING, "others", bytes);
			return new Room(memory, bytes);
		}

		void release() {
			this.memory.release(Stage.SENDING, "others", this.bytes);
		}

	}

}
