// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.health;

import java.util.List;
import java.util.Map;

import io.github.zmqsecure.autoconfigure.health.ZmqHealthContributorAutoConfiguration;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.ManagedSockets;
import io.github.zmqsecure.socket.HardenedContext;
import io.github.zmqsecure.support.IoThreadSabotage;
import io.github.zmqsecure.support.Pair;
import io.github.zmqsecure.support.TestSockets;
import io.github.zmqsecure.support.ZmqHealth;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ZmqHealthContributor}. What unauthenticated peers do to a server is
 * tested with those who do it.
 */
class ZmqHealthContributorTests {

	private final Pair pair = new Pair("router", "dealer");

	@Test
	void isUpWhileTheServerIsAway() {
		client().run((context) -> {
			assertThat(health(context).getStatus()).isEqualTo(Status.UP);
			assertThat(details(context, "client")).containsEntry("state", "OPEN").containsEntry("connections", 0);
		});
	}

	@Test
	void isDownWhileItsServerDoesNotLetItIn() {
		client().run((context) -> {
			this.pair.serverRunner()
				.withPropertyValues("zmq.secure.keys.somebody.ephemeral=true",
						"zmq.secure.sockets.server.clients=somebody")
				.run((server) -> {
					awaitProblem(context, "'client' is refused by", "client_not_allowed");
					assertThat(details(context, "client").get("handshakeFailures"))
						.asInstanceOf(InstanceOfAssertFactories.MAP)
						.containsOnlyKeys("client_not_allowed");
				});
			this.pair.runServer((server) -> awaitUp(context));
		});
	}

	@Test
	void isDownWhileAQueueIsStuck() {
		this.pair.client("queue-capacity=5", "options.linger=0ms");
		client().withPropertyValues("management.health.zmq.queue-full-for=300ms").run((context) -> {
			ManagedSocket socket = TestSockets.socket(context, "client");
			for (int i = 0; i < 5; i++) {
				socket.send("message");
			}
			awaitProblem(context, "'client' has a full outbound queue");
			assertThat(details(context, "client")).containsEntry("queue", Map.of("depth", 5, "capacity", 5));
			this.pair.runServer((server) -> awaitUp(context));
		});
	}

	@Test
	void isDownWhenASocketIsClosed() {
		client().run((context) -> {
			context.getBean(ManagedSockets.class).stop();
			awaitProblem(context, "'client' is not open");
			context.getBean(ManagedSockets.class).start();
			awaitUp(context);
		});
	}

	@Test
	void isDownWhileAnIoThreadIsDead() {
		client().run((context) -> {
			HardenedContext hardened = context.getBean(HardenedContext.class);
			synchronized (hardened) { // Nor is it renewed meanwhile.
				IoThreadSabotage.kill(hardened);
				await().until(() -> health(context).getStatus().equals(Status.DOWN));
			}
			awaitUp(context);
		});
	}

	private ApplicationContextRunner client() {
		return this.pair.clientRunner()
			.withConfiguration(AutoConfigurations.of(ZmqHealthContributorAutoConfiguration.class));
	}

	private static void awaitProblem(ApplicationContext context, String... parts) {
		await().untilAsserted(() -> {
			assertThat(health(context).getStatus()).isEqualTo(Status.DOWN);
			assertThat(health(context).getDetails().get("problems")).isInstanceOf(List.class)
				.asString()
				.contains(parts);
		});
	}

	private static void awaitUp(ApplicationContext context) {
		await().untilAsserted(() -> assertThat(health(context).getStatus()).isEqualTo(Status.UP));
		assertThat(health(context).getDetails()).doesNotContainKey("problems");
	}

	private static Health health(ApplicationContext context) {
		return ZmqHealth.of(context);
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> details(ApplicationContext context, String socket) {
		return (Map<String, Object>) ((Map<String, ?>) health(context).getDetails().get("sockets")).get(socket);
	}

}
