// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.util.List;
import java.util.Map;

import io.github.zmqsecure.autoconfigure.health.ZmqHealthContributorAutoConfiguration;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.support.Pair;
import io.github.zmqsecure.support.TestSockets;
import io.github.zmqsecure.support.ZmqHealth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what log and health say of connections that come and go.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConnectionLogTests {

	private final Pair pair = new Pair("router", "dealer");

	@Test
	void saysWhenASocketIsBoundConnectedAndLost(CapturedOutput output) {
		this.pair.clientRunner()
			.withConfiguration(AutoConfigurations.of(ZmqHealthContributorAutoConfiguration.class))
			.run((context) -> {
				ManagedSocket client = TestSockets.socket(context, "client");
				assertThat(client(context)).doesNotContainKey("connected").containsKey("disconnectedSince");
				this.pair.runServer((server) -> {
					await().until(() -> client.getConnections().isConnected());
					await().until(() -> server.socket().getConnections().isConnected());
					assertThat(client(context)).doesNotContainKey("disconnectedSince")
						.containsEntry("connected", List.of("tcp://127.0.0.1:" + this.pair.port()));
				});
				await().until(() -> !client.getConnections().isConnected());
				await().untilAsserted(() -> assertThat(output).contains("Socket 'client' lost its connection with"));
				assertThat(client(context)).doesNotContainKey("connected")
					.containsKey("disconnectedSince")
					.containsEntry("connects", List.of("tcp://127.0.0.1:" + this.pair.port()));
			});
		assertThat(output.getAll()
			.lines()
			.filter((line) -> line.contains("is bound to") && line.contains("'server' (ROUTER)"))).hasSize(1);
		assertThat(output).contains("Socket 'server' is connected with peer 'client' at /127.0.0.1:")
			.contains("Socket 'client' is connected with /127.0.0.1:" + this.pair.port())
			.contains("Socket 'client' lost its connection with /127.0.0.1:" + this.pair.port());
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> client(ApplicationContext context) {
		Map<String, Object> sockets = (Map<String, Object>) ZmqHealth.of(context).getDetails().get("sockets");
		return (Map<String, Object>) sockets.get("client");
	}

}
