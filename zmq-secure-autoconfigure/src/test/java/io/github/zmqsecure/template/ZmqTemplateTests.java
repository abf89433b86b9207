// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.template;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.zmqsecure.ZmqHeaders;
import io.github.zmqsecure.annotation.ZmqListener;
import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.QueueFullException;
import io.github.zmqsecure.channel.SocketClosedException;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.connection.FailureReason;
import io.github.zmqsecure.converter.UnreadableMessageException;
import io.github.zmqsecure.support.ModelSockets;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.support.MessageBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ZmqTemplate}.
 */
class ZmqTemplateTests {

	private final ApplicationContextRunner orders = ModelSockets.pair("router", "dealer")
		.withPropertyValues("zmq.secure.sockets.client.options.linger=0ms");

	@Test
	void asksAndConvertsBothWays() {
		this.orders.withUserConfiguration(OrderDesk.class).run((context) -> {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			Receipt receipt = template.sendAndReceive("client", new Order("EUR", 7), Receipt.class);
			assertThat(receipt).isEqualTo(new Receipt("EUR", 14, "gateway"));
			List<Receipt> receipts = template.sendAndReceive("client", "all", new ParameterizedTypeReference<>() {
			});
			assertThat(receipts).containsExactly(new Receipt("all", 0, "gateway"));
			assertThat(template.sendAndReceive("client", "bytes", byte[].class)).isNotEmpty();
			assertThat(template.getPendingRequests("client")).isZero();
		});
	}

	@Test
	void timesOutByItselfAndCountsTheLateReply() {
		this.orders.run((context) -> {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			ManagedSocket server = TestSockets.socket(context, "server");
			BlockingQueue<ZmqMessage> requests = new LinkedBlockingQueue<>();
			server.setHandler(requests::add);
			Duration timeout = Duration.ofSeconds(3);
			await().until(() -> TestSockets.socket(context, "client").getConnections().isConnected());
			assertThatExceptionOfType(RequestTimedOutException.class)
				.isThrownBy(() -> template.sendAndReceive("client", "slow", String.class, timeout))
				.withMessageContaining("'client'")
				.withMessageContaining("3000 ms");
			ZmqMessage late = requests.poll(60, TimeUnit.SECONDS);
			server.send(new ZmqMessage(late.frames(), null));
			await().until(
					() -> TestSockets.socket(context, "client").getStatistics().getDropped(DropReason.LATE_REPLY) == 1);
		});
	}

	@Test
	void saysThatThereIsNoPeer() {
		ModelSockets.runner()
			.withPropertyValues(ModelSockets.keys())
			.withPropertyValues(ModelSockets.client("dealer", Ports.free()))
			.withPropertyValues("zmq.secure.template.request-timeout=200ms",
					"zmq.secure.sockets.client.options.linger=0ms")
			.run((context) -> assertThatExceptionOfType(NotConnectedException.class)
				.isThrownBy(() -> context.getBean(ZmqOperations.class).sendAndReceive("client", "hi", String.class))
				.withMessageContaining("zmq.secure.sockets.client.connect"));
	}

	@Test
	void saysThatTheServerRefuses() {
		this.orders
			.withPropertyValues("zmq.secure.keys.unlisted.ephemeral=true", "zmq.secure.sockets.client.key=unlisted")
			.run((context) -> {
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				await().until(
						() -> !TestSockets.socket(context, "client").getConnections().getRefusedEndpoints().isEmpty());
				assertThatExceptionOfType(RefusedByServerException.class)
					.isThrownBy(() -> template.sendAndReceive("client", "hi", String.class))
					.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(FailureReason.CLIENT_NOT_ALLOWED));
				assertThatExceptionOfType(RefusedByServerException.class)
					.isThrownBy(() -> template.send("client", "hi"));
			});
	}

	@Test
	void saysThatTheQueueIsFull() {
		ModelSockets.runner()
			.withPropertyValues(ModelSockets.keys())
			.withPropertyValues(ModelSockets.client("dealer", Ports.free()))
			.withPropertyValues("zmq.secure.sockets.client.queue-capacity=2", "zmq.secure.sockets.client.overflow=fail",
					"zmq.secure.sockets.client.options.linger=0ms")
			.run((context) -> {
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				template.send("client", "1");
				template.send("client", "2");
				assertThatExceptionOfType(QueueFullException.class).isThrownBy(() -> template.send("client", "3"));
				assertThat(template.requestAsync("client", "4", String.class)).failsWithin(Duration.ofSeconds(60))
					.withThrowableThat()
					.withCauseInstanceOf(QueueFullException.class);
				assertThat(template.getPendingRequests("client")).isZero();
			});
	}

	@Test
	void failsRequestsThatWaitWhenTheApplicationStops() {
		this.orders.run((context) -> {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			CompletableFuture<String> reply = template.requestAsync("client", "hi", String.class);
			context.getSourceApplicationContext().close();
			assertThat(reply).failsWithin(Duration.ofSeconds(60))
				.withThrowableThat()
				.withCauseInstanceOf(SocketClosedException.class);
			assertThatExceptionOfType(SocketClosedException.class)
				.isThrownBy(() -> template.sendAndReceive("client", "hi", String.class));
			assertThatExceptionOfType(SocketClosedException.class).isThrownBy(() -> template.send("client", "hi"));
		});
	}

	@Test
	void boundsTheRequestsThatWait() {
		this.orders.withPropertyValues("zmq.secure.template.max-pending-requests=2").run((context) -> {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			CompletableFuture<String> first = template.requestAsync("client", "1", String.class);
			CompletableFuture<String> second = template.requestAsync("client", "2", String.class);
			assertThat(template.requestAsync("client", "3", String.class)).failsWithin(Duration.ofSeconds(60))
				.withThrowableThat()
				.withCauseInstanceOf(TooManyRequestsException.class);
			first.cancel(false);
			assertThat(template.getPendingRequests("client")).isOne();
			assertThat(second).isNotDone();
		});
	}

	@Test
	void tellsTheRequesterOfAFailureWhereHeadersTravel() {
		this.orders.withPropertyValues(ModelSockets.headers()).withUserConfiguration(OrderDesk.class).run((context) -> {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			assertThatExceptionOfType(ErrorReplyException.class)
				.isThrownBy(() -> template.sendAndReceive("client", "fail", Receipt.class))
				.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo("handler_failed"));
			assertThatExceptionOfType(ErrorReplyException.class)
				.isThrownBy(() -> template.sendAndReceive("client", "crash", Receipt.class))
				.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo("handler_failed"));
			assertThat(template.sendAndReceive("client", new Order("EUR", 1), Receipt.class).total()).isEqualTo(2);
		});
	}

	@Test
	void reportsAReplyThatCannotBeConverted() {
		this.orders.run((context) -> {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			ManagedSocket server = TestSockets.socket(context, "server");
			server.setHandler((request) -> server.send(new ZmqMessage(request.frames(), null)));
			assertThatExceptionOfType(UnreadableMessageException.class)
				.isThrownBy(() -> template.sendAndReceive("client", "no json", Receipt.class));
			assertThat(template.requestAsync("client", "no json", Receipt.class)).failsWithin(Duration.ofSeconds(60))
				.withThrowableThat()
				.withCauseInstanceOf(UnreadableMessageException.class);
		});
	}

	@Test
	void sendsBackToOnePeerAndAnswersLater() {
		this.orders.withPropertyValues(ModelSockets.headers("false")).run((context) -> {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			BlockingQueue<ZmqMessage> atServer = new LinkedBlockingQueue<>();
			BlockingQueue<ZmqMessage> atClient = new LinkedBlockingQueue<>();
			TestSockets.socket(context, "server").setHandler(atServer::add);
			TestSockets.socket(context, "client").setHandler(atClient::add);
			template.send("client", "hello");
			ZmqMessage hello = atServer.poll(60, TimeUnit.SECONDS);
			assertThat(hello.frames()).hasSize(2);
			template.sendTo("server", hello.frame(0), "welcome");
			template.send("server",
					MessageBuilder.withPayload("again").setHeader(ZmqHeaders.ROUTING_ID, hello.frame(0)).build());
			assertThat(atClient.poll(60, TimeUnit.SECONDS).frames()).containsExactly(bytes("welcome"));
			assertThat(atClient.poll(60, TimeUnit.SECONDS).frames()).containsExactly(bytes("again"));
			CompletableFuture<String> reply = template.requestAsync("client", "later", String.class);
			List<byte[]> request = atServer.poll(60, TimeUnit.SECONDS).frames();
			Message<String> received = MessageBuilder.withPayload("later")
				.setHeader(ZmqHeaders.SOCKET, "server")
				.setHeader(ZmqHeaders.ENVELOPE, request.subList(0, 3))
				.build();
			template.reply(received, "now");
			assertThat(reply.get(60, TimeUnit.SECONDS)).isEqualTo("now");
		});
	}

	@Test
	void sendsSeveralFramesWhole() {
		this.orders.withUserConfiguration(FrameKeeper.class).run((context) -> {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			FrameKeeper keeper = context.getBean(FrameKeeper.class);
			List<List<byte[]>> sent = List.of(List.of(bytes("a"), bytes("b")),
					List.of(bytes("a"), bytes(""), bytes("b")), List.of(bytes(""), bytes("b")), List.of(bytes("")),
					List.of(bytes(""), bytes("")));
			for (List<byte[]> frames : sent) {
				template.send("client", frames);
				assertThat(keeper.received.poll(60, TimeUnit.SECONDS)).containsExactlyElementsOf(frames);
			}
			template.send("client", new byte[][] { bytes("x"), bytes("y") });
			assertThat(keeper.received.poll(60, TimeUnit.SECONDS)).hasSize(2);
			template.sendFrames("client", bytes("raw"), bytes("frames"));
			assertThat(keeper.received.poll(60, TimeUnit.SECONDS)).containsExactly(bytes("raw"), bytes("frames"));
		});
	}

	@Test
	void completesRepliesNeverOnTheThreadThatOwnsTheSocket() {
		this.orders.run((context) -> {
			CompletableFuture<Void> registered = new CompletableFuture<>();
			ManagedSocket server = TestSockets.socket(context, "server");
			server.setHandler((request) -> {
				registered.join();
				server.send(new ZmqMessage(request.frames(), null));
			});
			List<String> threads = new ArrayList<>();
			CompletableFuture<String> reply = context.getBean(ZmqTemplate.class)
				.requestAsync("client", "order", String.class)
				.whenComplete((order, ex) -> threads.add(Thread.currentThread().getName()));
			registered.complete(null);
			assertThat(reply).succeedsWithin(Duration.ofSeconds(60)).isEqualTo("order");
			assertThat(threads).singleElement().asString().startsWith("zmq-reply-");
		});
	}

	@Test
	void waitsForGenericTypesAsLongAsIsSaid() {
		this.orders.withUserConfiguration(OrderDesk.class).run((context) -> {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			ParameterizedTypeReference<List<Receipt>> type = new ParameterizedTypeReference<>() {
			};
			List<Receipt> expected = List.of(new Receipt("all", 0, "gateway"));
			Duration timeout = Duration.ofSeconds(10);
			assertThat(template.sendAndReceive("client", "all", type, timeout)).isEqualTo(expected);
			assertThat(template.requestAsync("client", "all", type, timeout)).succeedsWithin(timeout)
				.isEqualTo(expected);
		});
	}

	@Test
	void refusesToSendNothing() {
		this.orders.run((context) -> {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			assertThatIllegalArgumentException().isThrownBy(() -> template.send("client", null))
				.withMessageContaining("'payload' must not be null");
			assertThatIllegalArgumentException().isThrownBy(() -> template.sendAndReceive("client", null, String.class))
				.withMessageContaining("'payload' must not be null");
		});
	}

	@Test
	void leavesTheAnswersOfARepToItsListener() {
		ModelSockets.pair("rep", "dealer").withUserConfiguration(Answerer.class).run((context) -> {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			Answerer answerer = context.getBean(Answerer.class);
			assertThat(template.sendAndReceive("client", "first", String.class)).isEqualTo("re:first");
			assertThat(answerer.failures.poll(60, TimeUnit.SECONDS)).hasMessageContaining("'server' is a REP")
				.hasMessageContaining("ROUTER");
			assertThat(template.sendAndReceive("client", "second", String.class)).isEqualTo("re:second");
			assertThatIllegalStateException().isThrownBy(() -> template.send("server", "unasked"))
				.withMessageContaining("'server' is a REP");
			assertThatIllegalStateException().isThrownBy(() -> template.sendFrames("server", bytes("unasked")))
				.withMessageContaining("'server' is a REP");
		});
	}

	@Test
	void explainsWhatASocketCannotDo() {
		ModelSockets.pair("pull", "push").run((context) -> {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			assertThatIllegalStateException().isThrownBy(() -> template.sendAndReceive("client", "hi", String.class))
				.withMessageContaining("DEALER");
			assertThatIllegalStateException().isThrownBy(() -> template.publish("client", "topic", "hi"))
				.withMessageContaining("can't publish");
			assertThatIllegalStateException().isThrownBy(() -> template.sendTo("client", bytes("id"), "hi"))
				.withMessageContaining("can't choose a peer");
		});
		this.orders.run((context) -> assertThatIllegalArgumentException()
			.isThrownBy(() -> context.getBean(ZmqTemplate.class).send("server", "to whom"))
			.withMessageContaining("routing id"));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	record Order(String symbol, int amount) {

	}

	record Receipt(String symbol, int total, String client) {

	}

	/**
	 * Not even its cause can be asked for.
	 */
	@SuppressWarnings("serial")
	static class UnspeakableException extends RuntimeException {

		@Override
		public synchronized Throwable getCause() {
			throw new IllegalStateException("injected by the test");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OrderDesk {

		@ZmqListener(socket = "server")
		Object handle(String order, @Header(ZmqHeaders.PEER) String client) {
			if (order.equals("fail")) {
				throw new IllegalStateException("desk is closed");
			}
			if (order.equals("crash")) {
				throw new UnspeakableException();
			}
			if (order.equals("all")) {
				return List.of(new Receipt("all", 0, client));
			}
			if (!order.startsWith("{")) {
				return order;
			}
			int amount = Integer.parseInt(order.replaceAll("\\D", ""));
			return new Receipt("EUR", amount * 2, client);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Answerer {

		private final BlockingQueue<RuntimeException> failures = new LinkedBlockingQueue<>();

		@Autowired
		private ObjectProvider<ZmqTemplate> template;

		@ZmqListener(socket = "server")
		String handle(Message<String> request) {
			try {
				this.template.getObject().reply(request, "twice");
			}
			catch (IllegalStateException ex) {
				this.failures.add(ex);
			}
			return "re:" + request.getPayload();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FrameKeeper {

		private final BlockingQueue<List<byte[]>> received = new LinkedBlockingQueue<>();

		@ZmqListener(socket = "server")
		void handle(List<byte[]> frames) {
			this.received.add(frames);
		}

	}

}
