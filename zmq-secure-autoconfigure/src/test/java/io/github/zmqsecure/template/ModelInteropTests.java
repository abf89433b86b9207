// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.template;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.zmqsecure.ZmqHeaders;
import io.github.zmqsecure.annotation.Topic;
import io.github.zmqsecure.annotation.ZmqListener;
import io.github.zmqsecure.support.KeyPairs;
import io.github.zmqsecure.support.LibzmqProgram;
import io.github.zmqsecure.support.ModelSockets;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.PythonProcess;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeromq.ZMQ;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.handler.annotation.Header;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the programming model against libzmq, over CURVE, from no byte to 1 MiB.
 */
class ModelInteropTests {

	private static final String SIZES = "0,1,255,256,8192,65536,1048576";

	private static final int[] SIZE = { 0, 1, 255, 256, 8192, 65_536, 1_048_576 };

	private final int port = Ports.free();

	private final ZMQ.Curve.KeyPair server = ZMQ.Curve.generateKeyPair();

	private final ZMQ.Curve.KeyPair client = ZMQ.Curve.generateKeyPair();

	private final ApplicationContextRunner runner = ModelSockets.runner()
		.withPropertyValues(KeyPairs.properties(this.server, this.client));

	@BeforeAll
	static void needsPyzmq() {
		PythonProcess.assumeAvailable();
	}

	@ParameterizedTest(name = "{0} {1} asks a Java {2}")
	@CsvSource({ "req,ask,router", "dealer,ask,router", "dealer,ask-delimited,router", "req,ask,rep",
			"dealer,ask-delimited,rep" })
	void servesRequestersOfEveryKindWithTheSameMethod(String type, String task, String ours) {
		this.runner.withPropertyValues(ModelSockets.server(ours, this.port))
			.withUserConfiguration(Echo.class)
			.run((context) -> {
				try (LibzmqPeer peer = LibzmqPeer.start(type, task, false, this.port, this.client, this.server,
						SIZES)) {
					assertThat(peer.line()).isEqualTo("done");
				}
				if (!ours.equals("rep")) {
					assertThat(context.getBean(Echo.class).peer).isEqualTo("gateway");
				}
			});
	}

	@Test
	void servesAPeerInCWithTheSameMethod(@TempDir Path directory) throws Exception {
		Path program = LibzmqProgram.compile("ask", directory);
		this.runner.withPropertyValues(ModelSockets.server("router", this.port))
			.withUserConfiguration(Echo.class)
			.run((context) -> {
				assertThat(LibzmqProgram.run(program, "tcp://127.0.0.1:" + this.port, this.client.publicKey,
						this.client.secretKey, this.server.publicKey, SIZES))
					.isEqualTo("done");
				assertThat(context.getBean(Echo.class).peer).isEqualTo("gateway");
			});
	}

	@ParameterizedTest(name = "asks a libzmq {0}")
	@ValueSource(strings = { "rep", "router", "dealer" })
	void asksServersOfEveryKind(String type) {
		this.runner.withPropertyValues(ModelSockets.client("dealer", this.port)).run((context) -> {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			try (LibzmqPeer peer = LibzmqPeer.start(type, "echo", true, this.port, this.server, this.server, "0")) {
				for (int size : SIZE) {
					byte[] payload = payload(size);
					assertThat(template.sendAndReceive("client", payload, byte[].class)).isEqualTo(payload);
				}
				byte[][] frames = { payload(3), payload(0), payload(5) };
				assertThat(template.sendAndReceive("client", frames, byte[][].class)).isDeepEqualTo(frames);
				assertThat(peer.isAlive()).isTrue();
			}
		});
	}

	@Test
	void receivesFromPush() {
		receives("push", "push", "pull", false);
	}

	@Test
	void receivesMultipartFromPush() {
		receives("push", "push-multipart", "pull", false);
	}

	@Test
	void receivesFromPublisher() {
		receives("pub", "publish", "sub", true);
	}

	private void receives(String type, String task, String ours, boolean published) {
		this.runner.withPropertyValues(ModelSockets.server(ours, this.port))
			.withUserConfiguration((published) ? Subscriber.class : Puller.class)
			.run((context) -> {
				try (LibzmqPeer peer = LibzmqPeer.start(type, task, false, this.port, this.client, this.server,
						SIZES)) {
					Received received = context.getBean(Received.class);
					int before = task.equals("push-multipart") ? 3 : 0;
					int first = -1;
					for (int size : SIZE) {
						List<byte[]> frames = received.frames.poll(60, TimeUnit.SECONDS);
						while (published && first < 0 && frames.get(0).length > 0) {
							frames = received.frames.poll(60, TimeUnit.SECONDS);
						}
						first = 0;
						assertThat(frames).hasSize(before + 1);
						assertThat(frames.get(before)).isEqualTo(payload(size));
					}
					assertThat(published || peer.line().equals("done")).isTrue();
				}
			});
	}

	@ParameterizedTest(name = "{1} sends to a libzmq {0}")
	@CsvSource({ "pull,push", "sub,pub" })
	void sendsToPullAndSub(String type, String ours) {
		boolean publishes = ours.equals("pub");
		this.runner.withPropertyValues(ModelSockets.client(ours, this.port)).run((context) -> {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			try (LibzmqPeer peer = LibzmqPeer.start(type, "digest", true, this.port, this.server, this.server, "3")) {
				byte[] large = payload(1_048_576);
				if (publishes) {
					String line = null;
					for (int i = 0; line == null && i < 150; i++) {
						template.publish("client", "EURUSD", large);
						line = peer.lineWithin(200);
					}
					assertThat(line).isEqualTo("2 " + digest("EURUSD".getBytes(StandardCharsets.UTF_8), large));
					return;
				}
				template.send("client", large);
				template.send("client", new byte[0]);
				template.send("client", new byte[][] { payload(1), payload(0), payload(2) });
				assertThat(peer.line()).isEqualTo("1 " + digest(large));
				assertThat(peer.line()).isEqualTo("1 " + digest(new byte[0]));
				assertThat(peer.line()).isEqualTo("3 " + digest(payload(1), payload(0), payload(2)));
			}
		});
	}

	private static byte[] payload(int size) {
		byte[] payload = new byte[size];
		for (int i = 0; i < size; i++) {
			payload[i] = (byte) ((size < 100_000) ? i * 31 % 251 : i % 250);
		}
		return payload;
	}

	private static String digest(byte[]... frames) throws Exception {
		MessageDigest digest = MessageDigest.getInstance("SHA-256");
		for (int i = 0; i < frames.length; i++) {
			if (i > 0) {
				digest.update((byte) '|');
			}
			digest.update(frames[i]);
		}
		return HexFormat.of().formatHex(digest.digest());
	}

	@Configuration(proxyBeanMethods = false)
	static class Echo {

		private volatile String peer;

		@ZmqListener(socket = "server")
		byte[] echo(byte[] request, @Header(ZmqHeaders.PEER) String peer) {
			this.peer = peer;
			return request;
		}

	}

	static class Received {

		protected final BlockingQueue<List<byte[]>> frames = new LinkedBlockingQueue<>();

	}

	@Configuration(proxyBeanMethods = false)
	static class Puller extends Received {

		@ZmqListener(socket = "server")
		void receive(List<byte[]> frames) {
			this.frames.add(frames);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Subscriber extends Received {

		@ZmqListener(socket = "server", topics = "EUR")
		void receive(@Topic String topic, byte[] payload) {
			assertThat(topic).isEqualTo("EURUSD");
			this.frames.add(List.of(payload));
		}

	}

}
