// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import io.github.zmqsecure.support.Pair;
import io.github.zmqsecure.support.PipeDepths;
import io.github.zmqsecure.support.RawSockets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for REP sockets: each request is answered once, and by its own reply.
 */
class RepTests {

	private final Pair pair = new Pair("rep", "dealer");

	@Test
	void takesTheNextRequestWhenTheLastWasAnswered() {
		ExecutorService workers = Executors.newFixedThreadPool(4);
		this.pair.run((server, client) -> {
			server.setHandler(
					(request) -> workers.execute(() -> server.reply(request, ZmqMessage.of("re:" + request.text(0)))));
			Queue<String> replies = new ConcurrentLinkedQueue<>();
			client.setHandler((reply) -> replies.add(reply.text(-1)));
			IntStream.range(0, 200).forEach((i) -> client.send("", "request " + i));
			await().until(() -> replies.size() == 200);
			assertThat(replies)
				.containsExactlyElementsOf(IntStream.range(0, 200).mapToObj((i) -> "re:request " + i).toList());
		});
		workers.shutdown();
	}

	@Test
	void givesEachClientTheAnswerToItsOwnRequest() {
		ExecutorService workers = Executors.newFixedThreadPool(4);
		this.pair.runServer((server) -> {
			server.socket()
				.setHandler((request) -> workers
					.execute(() -> server.socket().reply(request, ZmqMessage.of("re:" + request.text(0)))));
			List<CompletableFuture<List<String>>> clients = IntStream.range(0, 4)
				.mapToObj((client) -> CompletableFuture.supplyAsync(() -> ask("client " + client, 50),
						(task) -> new Thread(task).start()))
				.toList();
			IntStream.range(0, 4)
				.forEach((client) -> assertThat(clients.get(client).join()).containsExactlyElementsOf(
						IntStream.range(0, 50).mapToObj((i) -> "re:client " + client + " " + i).toList()));
		});
		workers.shutdown();
	}

	@Test
	void givesAnEmptyReplyWhereTheHandlerFails() {
		this.pair.run((server, client) -> {
			server.setHandler((request) -> {
				if (request.text(0).equals("bad")) {
					throw new StackOverflowError("injected by the test");
				}
				server.reply(request, ZmqMessage.of("good"));
			});
			Queue<String> replies = new ConcurrentLinkedQueue<>();
			client.setHandler((reply) -> replies.add(reply.text(-1)));
			List.of("fine", "bad", "bad", "fine").forEach((request) -> client.send("", request));
			await().until(() -> replies.size() == 4);
			assertThat(replies).containsExactly("good", "", "", "good");
			assertThat(server.getStatistics().getDropped(DropReason.HANDLER_FAILED)).isEqualTo(2);
		});
	}

	@Test
	void answersARequestOnce() {
		this.pair.run((server, client) -> {
			Queue<ZmqMessage> requests = new ConcurrentLinkedQueue<>();
			server.setHandler(requests::add);
			Queue<String> replies = new ConcurrentLinkedQueue<>();
			client.setHandler((reply) -> replies.add(reply.text(-1)));
			client.send("", "first");
			client.send("", "second");
			await().until(() -> requests.size() == 1);
			ZmqMessage first = requests.remove();
			assertThat(server.reply(first, ZmqMessage.of("re:first"))).isTrue();
			await().until(() -> requests.size() == 1);
			assertThat(server.reply(first, ZmqMessage.of("re:first again"))).isFalse();
			server.replyEmpty(first);
			assertThat(server.reply(requests.remove(), ZmqMessage.of("re:second"))).isTrue();
			assertThat(server.send("for nobody")).isFalse();
			await().until(() -> replies.size() == 2);
			assertThat(replies).containsExactly("re:first", "re:second");
			assertThat(server.getStatistics().getDropped(DropReason.NO_REQUEST)).isEqualTo(2);
		});
	}

	@Test
	void releasesAClientThatGetsNoReply() {
		this.pair.run((server, client) -> {
			server.setHandler(server::replyEmpty);
			Queue<String> replies = new ConcurrentLinkedQueue<>();
			client.setHandler((reply) -> replies.add(reply.text(-1)));
			IntStream.range(0, 3).forEach((i) -> client.send("", "request"));
			await().until(() -> replies.size() == 3);
			assertThat(replies).containsOnly("");
		});
	}

	@Test
	void repliesInAPlaceThatWasReserved() {
		this.pair.run((server, client) -> {
			server.setHandler((request) -> server.reserve(request).orElseThrow().send(request));
			Queue<String> replies = new ConcurrentLinkedQueue<>();
			client.setHandler((reply) -> replies.add(reply.text(-1)));
			List.of("first", "second").forEach((request) -> client.send("", request));
			await().until(() -> replies.size() == 2);
			assertThat(replies).containsExactly("first", "second");
		});
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void countsTheReplyToAClientThatLeft(boolean empty) {
		this.pair.runServer((server) -> {
			Queue<ZmqMessage> requests = new ConcurrentLinkedQueue<>();
			server.socket().setHandler(requests::add);
			this.pair.runClient((client) -> {
				client.socket().send("", "request");
				await().until(() -> requests.size() == 1);
			});
			await().until(() -> !server.socket().getConnections().isConnected());
			await().until(() -> PipeDepths.outbound(server.socket()) == 0);
			if (empty) {
				server.socket().replyEmpty(requests.remove());
			}
			else {
				server.socket().reply(requests.remove(), ZmqMessage.of("too late"));
			}
			await().until(() -> server.socket().getStatistics().getDropped(DropReason.PEER_GONE) == 1);
			this.pair.runClient((client) -> {
				client.socket().send("", "another");
				await().until(() -> requests.size() == 1);
			});
		});
	}

	@Test
	void countsMessagesWithoutEnvelopeOfAClientThatLeftAndAnswersTheOthers() {
		this.pair.runServer((server) -> {
			Queue<ZmqMessage> requests = new ConcurrentLinkedQueue<>();
			server.socket().setHandler(requests::add);
			this.pair.runClient((client) -> {
				Queue<String> replies = new ConcurrentLinkedQueue<>();
				client.socket().setHandler((reply) -> replies.add(reply.text(-1)));
				client.socket().send("", "first");
				await().until(() -> requests.size() == 1);
				this.pair.runClient((leaving) -> {
					leaving.socket().send("no envelope");
					leaving.socket().send("none", "either");
					await().until(() -> PipeDepths.inbound(server.socket()) == 2);
				});
				await().until(() -> server.socket().getConnections().getConnectionCount() == 1);
				await().pollDelay(Duration.ofMillis(300)).until(() -> true);
				server.socket().reply(requests.remove(), ZmqMessage.of("re:first"));
				client.socket().send("", "second");
				await().until(() -> requests.size() == 1);
				server.socket().reply(requests.remove(), ZmqMessage.of("re:second"));
				await().until(() -> replies.size() == 2);
				assertThat(replies).containsExactly("re:first", "re:second");
			});
			MessageStatistics statistics = server.socket().getStatistics();
			assertThat(statistics.getDropped(MessageDirection.INBOUND, DropReason.UNREADABLE)).isEqualTo(2);
			assertThat(statistics.getDropped(DropReason.PEER_GONE)).isZero();
		});
	}

	private List<String> ask(String name, int requests) {
		try (ZContext context = new ZContext();
				ZMQ.Socket socket = RawSockets.client(context, SocketType.REQ, this.pair)) {
			socket.setReceiveTimeOut(10_000);
			socket.connect("tcp://127.0.0.1:" + this.pair.port());
			return IntStream.range(0, requests).mapToObj((i) -> {
				socket.send(name + " " + i);
				return String.valueOf(socket.recvStr());
			}).toList();
		}
	}

}
