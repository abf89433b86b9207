// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.template;

import java.time.Duration;
import java.util.Arrays;

import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.support.KeyPairs;
import io.github.zmqsecure.support.ModelSockets;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.PythonProcess;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Test;
import org.zeromq.ZMQ;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for a client of two servers, one of which goes away.
 */
class TwoServersTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final int first = Ports.free();

	private final int second = Ports.free();

	@Test
	void aServerThatStoppedGetsNoRequestAndComesBack() {
		String[] keys = KeyPairs.shared();
		client(keys).run((context) -> {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			try (ConfigurableApplicationContext other = KeyPairs.server(keys, this.second, RequestTests.Echo.class)) {
				try (ConfigurableApplicationContext one = KeyPairs.server(keys, this.first, RequestTests.Echo.class)) {
					awaitConnections(context, 2);
					askAll(template);
					assertThat(TestSockets.socket(one, "server").getStatistics().getReceived()).isPositive();
					assertThat(TestSockets.socket(other, "server").getStatistics().getReceived()).isPositive();
				}
				awaitConnections(context, 1);
				awaitTheEndOfTheOther(template);
				askAll(template);
				try (ConfigurableApplicationContext again = KeyPairs.server(keys, this.first,
						RequestTests.Echo.class)) {
					awaitConnections(context, 2);
					askAll(template);
					assertThat(TestSockets.socket(again, "server").getStatistics().getReceived()).isPositive();
				}
			}
		});
	}

	@Test
	void aLibzmqServerThatIsKilledGetsNoRequest() throws Exception {
		PythonProcess.assumeAvailable();
		ZMQ.Curve.KeyPair server = ZMQ.Curve.generateKeyPair();
		String[] keys = KeyPairs.properties(server, ZMQ.Curve.generateKeyPair());
		LibzmqPeer killed = LibzmqPeer.start("router", "echo", true, this.first, server, server, "0");
		client(keys).run((context) -> {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			try (ConfigurableApplicationContext other = KeyPairs.server(keys, this.second, RequestTests.Echo.class)) {
				awaitConnections(context, 2);
				killed.close();
				awaitConnections(context, 1);
				awaitTheEndOfTheOther(template);
				ManagedSocket living = TestSockets.socket(other, "server");
				long before = living.getStatistics().getReceived();
				askAll(template);
				assertThat(living.getStatistics().getReceived() - before).isEqualTo(200);
			}
		});
	}

	private ApplicationContextRunner client(String[] keys) {
		return ModelSockets.runner()
			.withPropertyValues(keys)
			.withPropertyValues(Arrays.stream(ModelSockets.client("dealer", this.first))
				.map((property) -> property.contains(".connect=") ? property + ",tcp://127.0.0.1:" + this.second
						: property)
				.toArray(String[]::new))
			.withPropertyValues("zmq.secure.sockets.client.options.linger=0ms");
	}

	private static void awaitConnections(ApplicationContext context, int count) {
		ManagedSocket client = TestSockets.socket(context, "client");
		await().until(() -> client.getConnections().getConnectionCount() == count);
	}

	/**
	 * JeroMQ gives messages to a connection until a moment after it told that it ended.
	 */
	static void awaitTheEndOfTheOther(ZmqOperations template) {
		Duration timeout = Duration.ofSeconds(3);
		await().ignoreExceptions()
			.until(() -> template.sendAndReceive("client", "one", String.class, timeout).equals("re:one")
					&& template.sendAndReceive("client", "two", String.class, timeout).equals("re:two"));
	}

	private static void askAll(ZmqTemplate template) {
		for (int i = 0; i < 200; i++) {
			assertThat(template.sendAndReceive("client", "n" + i, String.class, PATIENCE)).isEqualTo("re:n" + i);
		}
	}

}
