// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.template;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;

import io.github.zmqsecure.autoconfigure.ZmqTemplateAutoConfiguration;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.memory.MemoryBudget;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.Pair;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.messaging.support.MessageBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for a publisher whose subscribers, which know no headers, share too little memory
 * to be sent a message each at the same time.
 */
class PublisherMemoryTests {

	/** More than the network takes of a peer that does not read. */
	private static final int LARGE = 8_000_000;

	@ParameterizedTest
	@ValueSource(strings = { "auto", "false" })
	void aMessageWaitsForMemoryBeforeItBegins(String headers) {
		Pair pair = new Pair("pub", "sub").server("headers=" + headers, "options.max-msg-size=10MB");
		pair.serverRunner()
			.withConfiguration(AutoConfigurations.of(ZmqTemplateAutoConfiguration.class))
			.withPropertyValues("zmq.secure.limits.max-bytes-per-connection=9MB",
					"zmq.secure.limits.max-bytes-per-peer=10MB", "zmq.secure.limits.max-total-bytes=512MB",
					"zmq.secure.context.io-threads=1")
			.run((context) -> {
				ManagedSocket publisher = TestSockets.socket(context, "server");
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				try (Subscriber first = new Subscriber(pair, "first");
						Subscriber second = new Subscriber(pair, "second");
						Subscriber third = new Subscriber(pair, "third");
						Subscriber last = new Subscriber(pair, "last")) {
					Stream.of(first, second, third, last).forEach((each) -> each.awaitSubscription(template));
					publish(template, "first", 1);
					publish(template, "second", 2);
					publish(template, "third", 3);
					template.publish("server", "last", "small");
					assertThat(last.next()).asString().isEqualTo("small");
					assertThat(second.peer.available() + third.peer.available()).isZero();
					first.awaitLarge(1);
					second.awaitLarge(2);
					third.awaitLarge(3);
					assertThat(publisher.getConnections().getConnectionCount()).isEqualTo(4);
					await().untilAsserted(() -> assertThat(context.getBean(MemoryBudget.class).getHeld()).isZero());
				}
			});
	}

	private static void publish(ZmqTemplate template, String topic, int number) {
		template.publish("server", topic,
				MessageBuilder.withPayload(ByteBuffer.allocate(LARGE).putInt(number).array())
					.setHeader("tenant", "blue")
					.build());
	}

	/**
	 * A subscriber of one topic.
	 */
	private static final class Subscriber implements AutoCloseable {

		private final CurvePeer peer;

		private final String topic;

		Subscriber(Pair pair, String topic) {
			this.peer = pair.peer();
			this.peer.handshake(Map.of("Socket-Type", "SUB"));
			this.peer.message("\1" + topic);
			this.topic = topic;
		}

		/** Nothing is on its way to this subscriber any more. */
		void awaitSubscription(ZmqTemplate template) {
			await().until(() -> {
				template.publish("server", this.topic, "early");
				return this.peer.available() > 0;
			});
			template.publish("server", this.topic, "last");
			while (!new String(next(), StandardCharsets.US_ASCII).equals("last")) {
				// It was subscribed before.
			}
		}

		void awaitLarge(int number) {
			byte[] payload = next();
			assertThat(payload).hasSize(LARGE);
			assertThat(ByteBuffer.wrap(payload).getInt()).isEqualTo(number);
		}

		private byte[] next() {
			assertThat(this.peer.opened()).asString().isEqualTo(this.topic);
			return this.peer.opened();
		}

		@Override
		public void close() {
			this.peer.close();
		}

	}

}
