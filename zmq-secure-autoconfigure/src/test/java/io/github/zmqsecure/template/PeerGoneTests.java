// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.template;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.support.ModelSockets;
import io.github.zmqsecure.support.Network;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.RawSockets;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMsg;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * Tests for requests whose server goes away before it replied.
 */
@SuppressWarnings("try")
class PeerGoneTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	/** Much shorter than the timeout of the requests. */
	private static final Duration AT_ONCE = Duration.ofSeconds(20);

	private static final int REQUESTS = 20;

	private final CurveKeyPair serverKey = CurveKeyPair.generate();

	private final int port = Ports.free();

	private final int otherPort = Ports.free();

	@Test
	void requestsFailAtOnceWhoseServerDiesAndOthersDoNot() {
		client().run((context) -> {
			try (ZContext dying = new ZContext(); ZContext living = new ZContext()) {
				server(dying, this.port);
				ZMQ.Socket server = server(living, this.otherPort);
				awaitConnections(context, 2);
				List<CompletableFuture<String>> replies = ask(context.getBean(ZmqTemplate.class));
				List<ZMsg> requests = new ArrayList<>();
				await().until(() -> receive(server, requests) == REQUESTS / 2);
				dying.destroy();
				await().atMost(AT_ONCE).until(() -> failed(replies) == REQUESTS / 2);
				assertThat(replies).filteredOn(CompletableFuture::isDone)
					.allSatisfy((reply) -> assertThatThrownBy(reply::join).isInstanceOf(CompletionException.class)
						.hasCauseInstanceOf(PeerGoneException.class)
						.hasMessageContaining("may have been handled"));
				requests.forEach((request) -> reply(server, request));
				await().until(() -> replies.stream().allMatch(CompletableFuture::isDone));
				assertThat(failed(replies)).isEqualTo(REQUESTS / 2);
			}
		});
	}

	@Test
	void requestsFailAtOnceWhenTheOnlyServerDiesAndLaterOnesAreAnswered() {
		oneServer().run((context) -> {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			for (int round = 0; round < 3; round++) {
				try (ZContext servers = new ZContext()) {
					ZMQ.Socket server = server(servers, this.port);
					awaitConnections(context, 1);
					CompletableFuture<String> answered = template.requestAsync("client", "job", String.class, PATIENCE);
					reply(server, ZMsg.recvMsg(server));
					assertThat(answered).succeedsWithin(PATIENCE);
					List<CompletableFuture<String>> replies = ask(template);
					List<ZMsg> requests = new ArrayList<>();
					await().until(() -> receive(server, requests) == REQUESTS);
					servers.destroy();
					await().atMost(AT_ONCE).until(() -> failed(replies) == REQUESTS);
				}
				awaitConnections(context, 0);
			}
			assertThat(template.getPendingRequests("client")).isZero();
		});
	}

	@Test
	void aRequestThatWaitsForItsServerIsNotLostWithTheFormerConnection() {
		oneServer().run((context) -> {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			try (ZContext servers = new ZContext()) {
				server(servers, this.port);
				awaitConnections(context, 1);
			}
			awaitConnections(context, 0);
			CompletableFuture<String> reply = template.requestAsync("client", "job", String.class, PATIENCE);
			await().during(Duration.ofMillis(1500)).until(() -> !reply.isDone());
			try (ZContext servers = new ZContext()) {
				ZMQ.Socket server = server(servers, this.port);
				reply(server, ZMsg.recvMsg(server));
				assertThat(reply).succeedsWithin(PATIENCE).isEqualTo("done");
			}
		});
	}

	@Test
	void aReplyCountsThatCameJustBeforeTheEnd() throws Exception {
		try (Network network = new Network(this.port); ZContext servers = new ZContext()) {
			ZMQ.Socket server = server(servers, this.port);
			one(network.port()).run((context) -> {
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				for (int round = 0; round < 20; round++) {
					awaitConnections(context, 1);
					List<CompletableFuture<String>> replies = ask(template);
					List<ZMsg> requests = new ArrayList<>();
					await().until(() -> receive(server, requests) == REQUESTS);
					requests.forEach((request) -> reply(server, request));
					await().until(() -> replies.get(0).isDone());
					network.cut();
					await().atMost(AT_ONCE).until(() -> replies.stream().allMatch(CompletableFuture::isDone));
					assertThat(replies.get(0)).isCompletedWithValue("done");
					awaitConnections(context, 0);
					network.restore();
				}
				assertThat(TestSockets.socket(context, "client").getStatistics().getDropped(DropReason.LATE_REPLY))
					.as("failed before their replies were read")
					.isZero();
			});
		}
	}

	@Test
	void anIdempotentRequestIsRepeatedByAnotherServerAndNoOther() {
		client().withPropertyValues("zmq.secure.template.retry.max-retries=1").run((context) -> {
			try (ZContext dying = new ZContext(); ZContext living = new ZContext()) {
				server(dying, this.port);
				ZMQ.Socket server = server(living, this.otherPort);
				awaitConnections(context, 2);
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				List<CompletableFuture<String>> replies = ask(template.idempotent());
				List<CompletableFuture<String>> others = ask(template);
				List<ZMsg> requests = new ArrayList<>();
				await().until(() -> receive(server, requests) == REQUESTS);
				dying.destroy();
				await().until(() -> receive(server, requests) == REQUESTS + REQUESTS / 2);
				requests.forEach((request) -> reply(server, request));
				assertThat(replies).allSatisfy((reply) -> assertThat(reply).succeedsWithin(PATIENCE).isEqualTo("done"));
				await().atMost(AT_ONCE).until(() -> failed(others) == REQUESTS / 2);
			}
		});
	}

	@Test
	void aRequestIsRepeatedNoMoreOftenThanItMay() {
		oneServer().withPropertyValues("zmq.secure.template.retry.max-retries=1").run((context) -> {
			CompletableFuture<String> reply = context.getBean(ZmqTemplate.class)
				.idempotent()
				.requestAsync("client", "job", String.class, PATIENCE);
			for (int i = 0; i < 2; i++) {
				assertThat(reply).isNotDone();
				try (ZContext servers = new ZContext()) {
					assertThat(ZMsg.recvMsg(server(servers, this.port))).isNotNull();
				}
				awaitConnections(context, 0);
			}
			assertThat(reply).failsWithin(AT_ONCE).withThrowableThat().withCauseInstanceOf(PeerGoneException.class);
		});
	}

	@Test
	void requestsFailAtOnceWhoseWorkerLeaves() {
		ModelSockets.runner()
			.withPropertyValues("zmq.secure.keys.desk.ephemeral=true", "zmq.secure.keys.one.ephemeral=true",
					"zmq.secure.sockets.client.type=dealer",
					"zmq.secure.sockets.client.bind=tcp://127.0.0.1:" + this.port, "zmq.secure.sockets.client.key=desk",
					"zmq.secure.sockets.client.clients=one")
			.run((context) -> {
				CurveKeys keys = context.getBean(CurveKeys.class);
				try (ZContext workers = new ZContext()) {
					ZMQ.Socket worker = RawSockets.client(workers, SocketType.DEALER, keys.getKeyPair("one"),
							keys.getPublicKey("desk"));
					worker.connect("tcp://127.0.0.1:" + this.port);
					awaitConnections(context, 1);
					CompletableFuture<String> reply = context.getBean(ZmqTemplate.class)
						.requestAsync("client", "job", String.class, PATIENCE);
					assertThat(ZMsg.recvMsg(worker)).isNotNull();
					workers.destroy();
					assertThat(reply).failsWithin(AT_ONCE)
						.withThrowableThat()
						.withCauseInstanceOf(PeerGoneException.class);
				}
			});
	}

	private ApplicationContextRunner client() {
		return one(this.port).withPropertyValues("zmq.secure.sockets.client.connect=tcp://127.0.0.1:" + this.port
				+ ",tcp://127.0.0.1:" + this.otherPort);
	}

	private ApplicationContextRunner oneServer() {
		return one(this.port);
	}

	private ApplicationContextRunner one(int port) {
		return ModelSockets.runner()
			.withPropertyValues("zmq.secure.keys.gateway.ephemeral=true",
					TestSockets.peer("orders-service", this.serverKey))
			.withPropertyValues(ModelSockets.client("dealer", port))
			.withPropertyValues("zmq.secure.sockets.client.options.reconnect-ivl=50ms",
					"zmq.secure.sockets.client.options.reconnect-ivl-max=50ms");
	}

	private ZMQ.Socket server(ZContext context, int port) {
		ZMQ.Socket router = RawSockets.server(context, SocketType.ROUTER, this.serverKey);
		router.setReceiveTimeOut((int) PATIENCE.toMillis());
		await().ignoreExceptions().until(() -> router.bind("tcp://127.0.0.1:" + port));
		return router;
	}

	private static List<CompletableFuture<String>> ask(ZmqOperations operations) {
		List<CompletableFuture<String>> replies = new ArrayList<>();
		for (int i = 0; i < REQUESTS; i++) {
			replies.add(operations.requestAsync("client", "job", String.class, PATIENCE.multipliedBy(2)));
		}
		return replies;
	}

	private static int receive(ZMQ.Socket server, List<ZMsg> requests) {
		ZMsg request;
		while ((request = ZMsg.recvMsg(server, ZMQ.DONTWAIT)) != null) {
			requests.add(request);
		}
		return requests.size();
	}

	private static void reply(ZMQ.Socket server, ZMsg request) {
		request.removeLast();
		request.add("done".getBytes(StandardCharsets.UTF_8));
		request.send(server);
	}

	private static long failed(List<CompletableFuture<String>> replies) {
		return replies.stream().filter(CompletableFuture::isCompletedExceptionally).count();
	}

	private static void awaitConnections(ApplicationContext context, int count) {
		ManagedSocket client = TestSockets.socket(context, "client");
		await().until(() -> client.getConnections().getConnectionCount() == count);
	}

}
