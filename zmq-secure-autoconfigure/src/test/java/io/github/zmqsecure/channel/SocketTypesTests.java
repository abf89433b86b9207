// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.github.zmqsecure.support.Pair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ManagedSocket managed sockets} of all types, over CURVE.
 */
class SocketTypesTests {

	@ParameterizedTest
	@CsvSource({ "pull, push", "pair, pair", "dealer, dealer", "gather, scatter", "channel, channel",
			"server, client" })
	void sendsFromClientToServer(String server, String client) {
		new Pair(server, client).run((receiver, sender) -> {
			Queue<ZmqMessage> received = receiveFrom(receiver);
			send100(sender);
			assert100(received);
			assertThat(received).extracting((message) -> message.peer().name()).containsOnly("client");
		});
	}

	@ParameterizedTest
	@CsvSource({ "push, pull", "pair, pair", "dealer, dealer", "scatter, gather", "channel, channel" })
	void sendsFromServerToClient(String server, String client) {
		new Pair(server, client).run((sender, receiver) -> {
			Queue<ZmqMessage> received = receiveFrom(receiver);
			send100(sender);
			assert100(received);
			assertThat(received).extracting(ZmqMessage::peer).containsOnlyNulls();
		});
	}

	@ParameterizedTest
	@CsvSource({ "router, dealer", "router, req", "rep, req", "rep, dealer", "router, router" })
	void answers(String server, String client) {
		boolean addressed = client.equals("router");
		new Pair(server, client).client(addressed ? "options.connect-routing-id=server" : "overflow=block")
			.run((responder, requester) -> {
				Queue<ZmqMessage> requests = new ConcurrentLinkedQueue<>();
				responder.setHandler((request) -> {
					requests.add(request);
					responder.send(new ZmqMessage(request.frames(), null));
				});
				Queue<String> replies = new ConcurrentLinkedQueue<>();
				requester.setHandler((reply) -> replies.add(reply.text(-1)));
				for (int i = 0; i < 5; i++) {
					String text = "request " + i;
					if (addressed) {
						await().until(requester.getConnections()::isConnected);
						requester.send("server", text);
					}
					else if (server.equals("rep") && client.equals("dealer")) {
						requester.send("", text);
					}
					else {
						requester.send(text);
					}
					await().until(() -> replies.contains(text));
				}
				assertThat(replies).hasSize(5);
				assertThat(requests).extracting((request) -> request.peer().name()).containsOnly("client");
			});
	}

	@ParameterizedTest
	@CsvSource({ "pub, sub", "xpub, sub" })
	void publishes(String server, String client) {
		new Pair(server, client).client("subscribe=EUR,USD").run((publisher, subscriber) -> {
			Queue<ZmqMessage> received = receiveFrom(subscriber);
			publishUntilReceived(publisher, received);
			assertThat(received).extracting((message) -> message.text(0)).containsOnly("EURUSD");
		});
	}

	@Test
	void publishesFromClientToServer() {
		new Pair("sub", "pub").server("subscribe=EUR").run((subscriber, publisher) -> {
			Queue<ZmqMessage> received = receiveFrom(subscriber);
			publishUntilReceived(publisher, received);
			assertThat(received).extracting((message) -> message.peer().name()).containsOnly("client");
		});
	}

	@Test
	void handsSubscriptionsToXpub() {
		new Pair("xpub", "xsub").run((publisher, subscriber) -> {
			Queue<ZmqMessage> subscriptions = receiveFrom(publisher);
			Queue<ZmqMessage> received = receiveFrom(subscriber);
			subscriber.send("\u0001EUR");
			await().until(() -> !subscriptions.isEmpty());
			assertThat(subscriptions.remove().text(0)).isEqualTo("\u0001EUR");
			publisher.send("EURUSD", "1.09");
			await().until(() -> !received.isEmpty());
			assertThat(received.remove().text(1)).isEqualTo("1.09");
			assertThat(publisher.getStatistics().getDropped(DropReason.UNAUTHENTICATED)).isZero();
		});
	}

	private static void publishUntilReceived(ManagedSocket publisher, Queue<ZmqMessage> received) {
		await().until(() -> {
			publisher.send("GBPUSD", "1.27");
			publisher.send("EURUSD", "1.09");
			return !received.isEmpty();
		});
	}

	private static Queue<ZmqMessage> receiveFrom(ManagedSocket receiver) {
		Queue<ZmqMessage> received = new ConcurrentLinkedQueue<>();
		receiver.setHandler(received::add);
		return received;
	}

	private static void send100(ManagedSocket sender) {
		for (int i = 0; i < 100; i++) {
			sender.send("message " + i);
		}
	}

	private static void assert100(Queue<ZmqMessage> received) {
		await().until(() -> received.size() == 100);
		assertThat(received).extracting((message) -> message.text(0)).first().isEqualTo("message 0");
		assertThat(received).extracting((message) -> message.text(0)).last().isEqualTo("message 99");
	}

}
