// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.template;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.zmqsecure.annotation.Topic;
import io.github.zmqsecure.annotation.ZmqListener;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.converter.UnreadableMessageException;
import io.github.zmqsecure.listener.ZmqListenerContainer;
import io.github.zmqsecure.listener.ZmqListenerContainerFactory;
import io.github.zmqsecure.listener.ZmqListenerEndpoint;
import io.github.zmqsecure.support.KeyPairs;
import io.github.zmqsecure.support.ModelSockets;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.PythonProcess;
import io.github.zmqsecure.support.RawPeer;
import io.github.zmqsecure.support.TestSockets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeromq.ZMQ;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.support.MessageBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * Tests of what header frames do between sockets of this library, and that nobody else
 * notices: as shipped, they are negotiated by each connection in its handshake.
 */
@ExtendWith(OutputCaptureExtension.class)
class HeaderNegotiationTests {

	private static final String PROPERTY = "X-Zmq-Secure-Headers";

	private static final byte[] MARK = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

	private static final String MARK_TEXT = "30313233343536373839616263646566";

	@ParameterizedTest
	@CsvSource({ "auto,auto", "auto,true", "true,auto", "true,true" })
	void headersTravelBothWays(String server, String client) {
		pair("router", "dealer", server, client).withUserConfiguration(Desk.class).run((context) -> {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			Message<?> reply = template.sendAndReceive("client", with("tenant", "blue", "order"), Message.class);
			assertThat(text(reply)).isEqualTo("blue order");
			assertThat(reply.getHeaders()).containsEntry("desk", "7");
		});
	}

	@ParameterizedTest
	@CsvSource({ "auto,false", "false,auto", "false,false" })
	void travelNowhereWhereOneSideWantsNone(String server, String client) {
		pair("router", "dealer", server, client).withUserConfiguration(Desk.class).run((context) -> {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			Message<?> reply = template.sendAndReceive("client", with("tenant", "blue", "order"), Message.class);
			assertThat(text(reply)).isEqualTo("none order");
			assertThat(reply.getHeaders()).doesNotContainKey("desk");
		});
	}

	@Test
	void failuresAreToldAtOnceAsShipped() {
		ModelSockets.pair("router", "dealer")
			.withUserConfiguration(Desk.class)
			.run((context) -> assertThatThrownBy(() -> context.getBean(ZmqTemplate.class)
				.sendAndReceive("client", "fail", String.class, Duration.ofSeconds(30))).isInstanceOfSatisfying(
						ErrorReplyException.class, (ex) -> assertThat(ex.getReason()).isEqualTo("handler_failed")));
	}

	@ParameterizedTest
	@CsvSource({ "pull,push", "pair,pair", "router,dealer", "rep,req" })
	void everyTypeOfSocketCarriesHeaders(String server, String client) {
		pair(server, client, "auto", "auto").withUserConfiguration(Keeper.class).run((context) -> {
			context.getBean(ZmqTemplate.class).send("client", with("tenant", "blue", "order"));
			assertThat(context.getBean(Keeper.class).next()).isEqualTo("blue order");
		});
	}

	@Test
	void subscribersOfBothKindsUnderstandThePublisher() throws Exception {
		PythonProcess.assumeAvailable();
		ZMQ.Curve.KeyPair server = ZMQ.Curve.generateKeyPair();
		ZMQ.Curve.KeyPair client = ZMQ.Curve.generateKeyPair();
		String[] keys = KeyPairs.properties(server, client);
		int port = Ports.free();
		ModelSockets.runner()
			.withPropertyValues(keys)
			.withPropertyValues(ModelSockets.server("pub", port))
			.run((context) -> {
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				try (ConfigurableApplicationContext subscriber = KeyPairs.run(keys, Subscriber.class,
						ModelSockets.client("sub", port));
						LibzmqPeer peer = LibzmqPeer.start("sub", "print", false, port, client, server, "1")) {
					await().until(() -> {
						template.publish("server", "EURUSD", with("tenant", "blue", "1.08"));
						return subscriber.getBean(Subscriber.class).messages.peek() != null;
					});
					assertThat(subscriber.getBean(Subscriber.class).messages.take()).isEqualTo("EURUSD blue 1.08");
					String line = await().until(() -> {
						template.publish("server", "EURUSD", with("tenant", "blue", "1.08"));
						return peer.lineWithin(200);
					}, Objects::nonNull);
					assertThat(line).isEqualTo("EURUSD|1.08");
				}
			});
	}

	@Test
	void workersOfBothKindsTakeTurns() throws Exception {
		PythonProcess.assumeAvailable();
		ZMQ.Curve.KeyPair server = ZMQ.Curve.generateKeyPair();
		ZMQ.Curve.KeyPair client = ZMQ.Curve.generateKeyPair();
		String[] keys = KeyPairs.properties(server, client);
		int port = Ports.free();
		ModelSockets.runner()
			.withPropertyValues(keys)
			.withPropertyValues(ModelSockets.server("push", port))
			.run((context) -> {
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				try (ConfigurableApplicationContext worker = KeyPairs.run(keys, Worker.class,
						ModelSockets.client("pull", port));
						LibzmqPeer peer = LibzmqPeer.start("pull", "print", false, port, client, server, "10")) {
					await()
						.until(() -> TestSockets.socket(context, "server").getConnections().getConnectionCount() == 2);
					for (int i = 0; i < 20; i++) {
						template.send("server", with("tenant", "blue", "job"));
					}
					for (int i = 0; i < 10; i++) {
						assertThat(peer.line()).isEqualTo("job");
						assertThat(worker.getBean(Worker.class).messages.poll(60, TimeUnit.SECONDS))
							.isEqualTo("blue job");
					}
				}
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "auto", "true" })
	void aPeerIsSentHeadersUnderTheMarkThatItAskedFor(String mode) {
		int port = Ports.free();
		plain("push", port, mode).run((context) -> {
			try (RawPeer peer = new RawPeer(port)) {
				String property = handshake(peer, "PULL", MARK_TEXT);
				assertThat(property).hasSize(32).isNotEqualTo(MARK_TEXT);
				context.getBean(ZmqTemplate.class).send("server", with("tenant", "blue", "order"));
				byte[] headers = peer.frame();
				assertThat(headers).startsWith(MARK);
				assertThat(new String(headers, 16, headers.length - 16, StandardCharsets.US_ASCII)).contains("tenant",
						"blue");
				assertThat(peer.frame()).isEqualTo(bytes("order"));
			}
		});
	}

	@Test
	void aPlainPeerIsSentHeadersWithoutMarkIfThatIsWanted() {
		int port = Ports.free();
		plain("push", port, "true").run((context) -> {
			try (RawPeer peer = new RawPeer(port)) {
				handshake(peer, "PULL", (String) null);
				context.getBean(ZmqTemplate.class).send("server", with("tenant", "blue", "order"));
				assertThat(peer.frame()).startsWith(12).endsWith(header("tenant", "blue"));
				assertThat(peer.frame()).isEqualTo(bytes("order"));
			}
		});
	}

	@Test
	void whatAPeerSendsUnderOurMarkIsHeaders() {
		int port = Ports.free();
		plain("pull", port, "auto").withUserConfiguration(ServerKeeper.class).run((context) -> {
			try (RawPeer peer = new RawPeer(port)) {
				byte[] mark = HexFormat.of().parseHex(handshake(peer, "PUSH", (String) null));
				peer.frame(1, concat(mark, header("tenant", "blue")));
				peer.frame(0, bytes("order"));
				assertThat(context.getBean(ServerKeeper.class).next()).isEqualTo("blue order");
				peer.frame(1, header("tenant", "blue"));
				peer.frame(0, bytes("order"));
				assertThat(context.getBean(ServerKeeper.class).frames.poll(60, TimeUnit.SECONDS)).isEqualTo(2);
			}
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "zz313233343536373839616263646566", "" })
	void aMarkThatIsNoneIsNone(String property) {
		int port = Ports.free();
		plain("push", port, "auto").run((context) -> {
			try (RawPeer peer = new RawPeer(port)) {
				handshake(peer, "PULL", property);
				context.getBean(ZmqTemplate.class).send("server", with("tenant", "blue", "order"));
				assertThat(peer.frame()).isEqualTo(bytes("order"));
			}
		});
	}

	@Test
	void ofManyMarksTheLastCounts() {
		int port = Ports.free();
		plain("push", port, "auto").run((context) -> {
			try (RawPeer peer = new RawPeer(port)) {
				handshake(peer, "PULL", concat(header(PROPERTY, "x"), header(PROPERTY, "0".repeat(32)),
						header("X", "y".repeat(300)), header(PROPERTY, MARK_TEXT)));
				context.getBean(ZmqTemplate.class).send("server", with("tenant", "blue", "order"));
				assertThat(peer.frame()).startsWith(MARK);
				assertThat(peer.frame()).isEqualTo(bytes("order"));
			}
		});
	}

	@Test
	void whoSaysTooMuchOfItselfIsCutOff() {
		int port = Ports.free();
		plain("pull", port, "auto").withUserConfiguration(ServerKeeper.class).run((context) -> {
			try (RawPeer peer = new RawPeer(port)) {
				byte[] marks = new byte[0];
				for (int i = 0; i < 1000; i++) {
					marks = concat(marks, header(PROPERTY, MARK_TEXT));
				}
				peer.greet("NULL");
				peer.frame(4, concat(bytes("\5READY"), header("Socket-Type", "PUSH"), marks));
				peer.awaitClose();
			}
			try (RawPeer peer = new RawPeer(port)) {
				handshake(peer, "PUSH", (String) null);
				peer.frame(0, bytes("order"));
				assertThat(context.getBean(ServerKeeper.class).next()).isEqualTo("none order");
			}
		});
	}

	@Test
	void aPayloadThatLooksLikeHeadersStaysAPayload() {
		pair("pull", "push", "auto", "auto").withUserConfiguration(ServerKeeper.class).run((context) -> {
			byte[][] frames = { header("tenant", "blue"), bytes("order") };
			context.getBean(ZmqTemplate.class).send("client", frames);
			context.getBean(ZmqTemplate.class).sendFrames("client", frames);
			assertThat(context.getBean(ServerKeeper.class).frames.poll(60, TimeUnit.SECONDS)).isEqualTo(2);
			assertThat(context.getBean(ServerKeeper.class).frames.poll(60, TimeUnit.SECONDS)).isEqualTo(2);
		});
	}

	@Test
	void rawListenersSeeThePayloadAndSendersOfFramesGetFrames() {
		ModelSockets.pair("router", "dealer").withUserConfiguration(Raw.class).run((context) -> {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			assertThat(template.sendAndReceive("client", with("tenant", "blue", "order"), String.class))
				.isEqualTo("4 frames");
		});
	}

	@Test
	void aSenderOfHeadersThatNobodyAskedForIsNamed(CapturedOutput output) {
		pair("pull", "push", "false", "true").withUserConfiguration(Json.class).run((context) -> {
			context.getBean(ZmqTemplate.class).send("client", new Order("EUR", 7));
			await().untilAsserted(() -> assertThat(output).contains("'zmq.secure.sockets.server.headers' is false")
				.contains("Set 'headers: auto' there"));
		});
	}

	@Test
	void aServerThatSendsNoHeadersIsNamed() {
		pair("router", "dealer", "false", "true").withUserConfiguration(Echo.class)
			.run((context) -> assertThatThrownBy(
					() -> context.getBean(ZmqTemplate.class).sendAndReceive("client", bytes("order"), String.class))
				.isInstanceOf(UnreadableMessageException.class)
				.hasMessageContaining("zmq.secure.sockets.client.headers")
				.hasMessageContaining("headers: auto"));
	}

	@Test
	void aLongRoutingIdLeavesNoRoomAndWorksWithout() {
		pair("router", "dealer", "auto", "auto")
			.withPropertyValues("zmq.secure.sockets.client.options.routing-id=" + "i".repeat(200))
			.withUserConfiguration(Desk.class)
			.run((context) -> assertThat(context.getBean(ZmqTemplate.class)
				.sendAndReceive("client", with("tenant", "blue", "order"), String.class)).endsWith(" order"));
	}

	private static ApplicationContextRunner pair(String server, String client, String serverMode, String clientMode) {
		return ModelSockets.pair(server, client)
			.withPropertyValues("zmq.secure.sockets.server.headers=" + serverMode,
					"zmq.secure.sockets.client.headers=" + clientMode);
	}

	private static ApplicationContextRunner plain(String type, int port, String mode) {
		return ModelSockets.runner()
			.withPropertyValues("zmq.secure.plaintext=loopback", "zmq.secure.sockets.server.type=" + type,
					"zmq.secure.sockets.server.bind=tcp://127.0.0.1:" + port,
					"zmq.secure.sockets.server.mechanism=null", "zmq.secure.sockets.server.headers=" + mode);
	}

	/**
	 * Do the handshake of NULL.
	 * @return what the other end says of headers
	 */
	private static String handshake(RawPeer peer, String type, @Nullable String mark) {
		return handshake(peer, type, (mark != null) ? header(PROPERTY, mark) : new byte[0]);
	}

	private static String handshake(RawPeer peer, String type, byte[] properties) {
		peer.greet("NULL");
		peer.frame(4, concat(bytes("\5READY"), header("Socket-Type", type), properties));
		String answer = new String(peer.frame(), StandardCharsets.ISO_8859_1);
		int property = answer.indexOf(PROPERTY);
		return (property < 0) ? "" : answer.substring(property + PROPERTY.length() + 4);
	}

	private static byte[] header(String name, String value) {
		return ByteBuffer.allocate(5 + name.length() + value.length())
			.put((byte) name.length())
			.put(bytes(name))
			.putInt(value.length())
			.put(bytes(value))
			.array();
	}

	private static byte[] concat(byte[]... parts) {
		ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt((part) -> part.length).sum());
		for (byte[] part : parts) {
			all.put(part);
		}
		return all.array();
	}

	private static Message<String> with(String name, String value, String payload) {
		return MessageBuilder.withPayload(payload).setHeader(name, value).build();
	}

	private static String text(Message<?> message) {
		return new String((byte[]) message.getPayload(), StandardCharsets.UTF_8);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

	record Order(String symbol, int amount) {

	}

	@Configuration(proxyBeanMethods = false)
	static class Desk {

		@ZmqListener(socket = "server")
		Message<String> handle(String order, @Header(name = "tenant", defaultValue = "none") String tenant) {
			if (order.equals("fail")) {
				throw new IllegalStateException("closed");
			}
			return with("desk", "7", tenant + " " + order);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Keeper {

		protected final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

		@ZmqListener(socket = "server")
		void handle(String order, @Header(name = "tenant", defaultValue = "none") String tenant) {
			this.messages.add(tenant + " " + order);
		}

		String next() throws InterruptedException {
			return this.messages.poll(60, TimeUnit.SECONDS);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ServerKeeper {

		private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

		private final BlockingQueue<Integer> frames = new LinkedBlockingQueue<>();

		@ZmqListener(socket = "server")
		void handle(List<byte[]> payload, @Header(name = "tenant", defaultValue = "none") String tenant) {
			if (payload.size() == 1) {
				this.messages.add(tenant + " " + new String(payload.get(0), StandardCharsets.UTF_8));
			}
			else {
				this.frames.add(payload.size());
			}
		}

		String next() throws InterruptedException {
			return this.messages.poll(60, TimeUnit.SECONDS);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Worker {

		private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

		@ZmqListener(socket = "client")
		void handle(String job, @Header(name = "tenant", defaultValue = "none") String tenant) {
			this.messages.add(tenant + " " + job);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Subscriber {

		private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

		@ZmqListener(socket = "client", topics = "EUR")
		void handle(@Topic String topic, String tick, @Header(name = "tenant", defaultValue = "none") String tenant) {
			this.messages.add(topic + " " + tenant + " " + tick);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Raw {

		@Bean
		ZmqListenerContainer echo(ZmqListenerContainerFactory factory) {
			return factory.createContainer(ZmqListenerEndpoint.of("echo", "server", Raw::answer));
		}

		private static ZmqMessage answer(ZmqMessage message) {
			return new ZmqMessage(List.of(message.frame(0), message.frame(1), message.frame(2),
					bytes(message.frames().size() + " frames")), null);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Json {

		@ZmqListener(socket = "server")
		void handle(Order order) {
			throw new IllegalStateException("not reached with " + order);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Echo {

		@ZmqListener(socket = "server")
		byte[] echo(List<byte[]> frames) {
			return frames.get(frames.size() - 1);
		}

	}

}
