// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.template;

import io.github.zmqsecure.annotation.ZmqListener;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.support.KeyPairs;
import io.github.zmqsecure.support.ModelSockets;
import io.github.zmqsecure.support.Network;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * Tests for clients whose network goes away.
 */
class NetworkFailureTests {

	@Test
	void comesBackWithTheNetwork() throws Exception {
		int port = Ports.free();
		String[] keys = KeyPairs.shared();
		try (ConfigurableApplicationContext server = KeyPairs.server(keys, port, Echo.class);
				Network network = new Network(port)) {
			assertThat(server.isRunning()).isTrue();
			ModelSockets.runner()
				.withPropertyValues(keys)
				.withPropertyValues(ModelSockets.client("dealer", network.port()))
				.withPropertyValues("zmq.secure.template.request-timeout=1s")
				.run((context) -> {
					ZmqTemplate template = context.getBean(ZmqTemplate.class);
					ManagedSocket client = TestSockets.socket(context, "client");
					await().ignoreExceptions().until(() -> asks(template));
					network.cut();
					await().until(() -> !client.getConnections().isConnected());
					assertThatThrownBy(() -> asks(template)).isInstanceOf(NotConnectedException.class);
					network.restore();
					await().ignoreExceptions().until(() -> asks(template));
				});
		}
	}

	private static boolean asks(ZmqTemplate template) {
		return template.sendAndReceive("client", "ping", String.class).equals("pong");
	}

	@Configuration(proxyBeanMethods = false)
	static class Echo {

		@ZmqListener(socket = "server")
		String answer(String request) {
			return "pong";
		}

	}

}
