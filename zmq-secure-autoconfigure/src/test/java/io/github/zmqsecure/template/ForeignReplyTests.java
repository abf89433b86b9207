// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.template;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.support.ModelSockets;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.RawSockets;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMsg;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for replies that do not come from whom the request went to.
 */
@ExtendWith(OutputCaptureExtension.class)
class ForeignReplyTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final int port = Ports.free();

	@Test
	void aReplyOfAnotherWorkerIsDroppedAndNamed(CapturedOutput output) {
		jobs().run((context) -> {
			ManagedSocket jobs = TestSockets.socket(context, "jobs");
			Queue<ZmqMessage> strays = new ConcurrentLinkedQueue<>();
			jobs.setHandler(strays::add);
			try (ZContext workers = new ZContext()) {
				ZMQ.Socket one = worker(workers, context, "one");
				ZMQ.Socket two = worker(workers, context, "two");
				await().until(() -> jobs.getConnections().getConnectionCount() == 2);
				for (int i = 0; i < 6; i++) {
					CompletableFuture<String> reply = context.getBean(ZmqTemplate.class)
						.requestAsync("jobs", "job", String.class, PATIENCE);
					ZMsg[] requests = { null, null };
					await().until(() -> {
						requests[0] = ZMsg.recvMsg(one, ZMQ.DONTWAIT);
						requests[1] = (requests[0] != null) ? null : ZMsg.recvMsg(two, ZMQ.DONTWAIT);
						return requests[0] != null || requests[1] != null;
					});
					ZMQ.Socket asked = (requests[0] != null) ? one : two;
					ZMQ.Socket other = (requests[0] != null) ? two : one;
					byte[] id = ((requests[0] != null) ? requests[0] : requests[1]).getFirst().getData();
					send(other, id, "forged");
					long expected = i + 1L;
					await().until(() -> dropped(jobs, DropReason.FOREIGN_REPLY) == expected);
					assertThat(reply).isNotDone();
					send(asked, id, "honest");
					assertThat(reply).succeedsWithin(PATIENCE).isEqualTo("honest");
					send(asked, id, "once more");
					await().until(() -> dropped(jobs, DropReason.LATE_REPLY) == expected);
				}
			}
			assertThat(strays).isEmpty();
			assertThat(dropped(jobs, DropReason.NOT_HANDLED)).isZero();
		});
		assertThat(output).containsPattern("Socket 'jobs' dropped the reply of peer '(one|two)'");
	}

	@Test
	void aSecondReplyIsNoMessageForTheListener() {
		jobs().run((context) -> {
			ManagedSocket jobs = TestSockets.socket(context, "jobs");
			Queue<String> strays = new ConcurrentLinkedQueue<>();
			jobs.setHandler((message) -> strays.add(message.text(-1)));
			try (ZContext workers = new ZContext()) {
				ZMQ.Socket worker = worker(workers, context, "one");
				await().until(() -> jobs.getConnections().isConnected());
				CompletableFuture<String> reply = context.getBean(ZmqTemplate.class)
					.requestAsync("jobs", "job", String.class, PATIENCE);
				byte[] id = ZMsg.recvMsg(worker).getFirst().getData();
				for (int i = 0; i < 3; i++) {
					send(worker, id, "reply " + i);
				}
				send(worker, new byte[8], "a message of its own");
				assertThat(reply).succeedsWithin(PATIENCE).isEqualTo("reply 0");
				await().until(() -> !strays.isEmpty());
				assertThat(strays).containsExactly("a message of its own");
				assertThat(dropped(jobs, DropReason.LATE_REPLY)).isEqualTo(2);
			}
		});
	}

	@Test
	void aServerMayReplyOnANewConnection() {
		CurveKeyPair server = CurveKeyPair.generate();
		ModelSockets.runner()
			.withPropertyValues("zmq.secure.keys.gateway.ephemeral=true", TestSockets.peer("orders-service", server))
			.withPropertyValues(ModelSockets.client("dealer", this.port))
			.withPropertyValues("zmq.secure.sockets.client.options.routing-id=gateway-1",
					"zmq.secure.sockets.client.options.reconnect-ivl=50ms")
			.run((context) -> {
				byte[] id;
				byte[] peer;
				CompletableFuture<String> reply;
				try (ZContext first = new ZContext()) {
					ZMQ.Socket router = server(first, server);
					reply = context.getBean(ZmqTemplate.class).requestAsync("client", "job", String.class, PATIENCE);
					ZMsg request = ZMsg.recvMsg(router);
					peer = request.pop().getData();
					id = request.pop().getData();
				}
				ManagedSocket client = TestSockets.socket(context, "client");
				await().until(() -> !client.getConnections().isConnected());
				try (ZContext second = new ZContext()) {
					ZMQ.Socket router = server(second, server);
					router.setRouterMandatory(true);
					await().until(() -> client.getConnections().isConnected());
					await().until(() -> router.sendMore(peer));
					send(router, id, "from the new one");
					assertThat(reply).succeedsWithin(PATIENCE).isEqualTo("from the new one");
				}
			});
	}

	private ApplicationContextRunner jobs() {
		return ModelSockets.runner()
			.withPropertyValues("zmq.secure.keys.desk.ephemeral=true", "zmq.secure.keys.one.ephemeral=true",
					"zmq.secure.keys.two.ephemeral=true", "zmq.secure.sockets.jobs.type=dealer",
					"zmq.secure.sockets.jobs.bind=tcp://127.0.0.1:" + this.port, "zmq.secure.sockets.jobs.key=desk",
					"zmq.secure.sockets.jobs.clients=one,two");
	}

	private ZMQ.Socket worker(ZContext workers, ApplicationContext context, String name) {
		CurveKeys keys = context.getBean(CurveKeys.class);
		ZMQ.Socket worker = RawSockets.client(workers, SocketType.DEALER, keys.getKeyPair(name),
				keys.getPublicKey("desk"));
		worker.setReceiveTimeOut((int) PATIENCE.toMillis());
		worker.connect("tcp://127.0.0.1:" + this.port);
		return worker;
	}

	private ZMQ.Socket server(ZContext context, CurveKeyPair key) {
		ZMQ.Socket router = RawSockets.server(context, SocketType.ROUTER, key);
		router.setReceiveTimeOut((int) PATIENCE.toMillis());
		await().ignoreExceptions().until(() -> router.bind("tcp://127.0.0.1:" + this.port));
		return router;
	}

	private static void send(ZMQ.Socket socket, byte[] id, String payload) {
		socket.sendMore(id);
		socket.sendMore(new byte[0]);
		socket.send(payload.getBytes(StandardCharsets.UTF_8));
	}

	private static long dropped(ManagedSocket socket, DropReason reason) {
		return socket.getStatistics().getDropped(reason);
	}

}
