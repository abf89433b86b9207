// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import com.sun.management.ThreadMXBean;
import io.github.zmqsecure.annotation.ZmqListener;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.ModelSockets;
import io.github.zmqsecure.support.Pair;
import io.github.zmqsecure.support.TestSockets;
import io.github.zmqsecure.template.ZmqTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a message and a handshake allocate, in bytes beside the payload that the receiver
 * gets: of all threads of both sides, or of the server. Unlike times it is the same on a
 * busy machine. A compiler that optimizes leaves less of it, so the ceilings are those of
 * one that does not, and a fifth.
 */
class AllocationCeilingTests {

	private static final int MESSAGES = 4000;

	private static final int HANDSHAKES = 100;

	private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	@ParameterizedTest
	@CsvSource({ "100, 2700", "1024, 3900", "65536, 9000" })
	void templateAndMessageHandler(int size, int ceiling) {
		ModelSockets.pair("pull", "push").run((context) -> {
			AtomicLong received = new AtomicLong();
			TestSockets.socket(context, "server").setHandler((message) -> received.incrementAndGet());
			assertMessagesBelow(ceiling, context, size, received);
		});
	}

	@ParameterizedTest
	@CsvSource({ "100, 3800", "1024, 5100" })
	void templateAndAnnotatedListener(int size, int ceiling) {
		ModelSockets.pair("pull", "push")
			.withUserConfiguration(Listening.class)
			.run((context) -> assertMessagesBelow(ceiling, context, size, context.getBean(AtomicLong.class)));
	}

	@Test
	void handshakeOfAServer() {
		Pair pair = new Pair("router", "dealer");
		pair.serverRunner().withPropertyValues("zmq.secure.limits.max-connections-per-peer=1000").run((context) -> {
			ManagedSocket server = TestSockets.socket(context, "server");
			shakeHands(pair, server);
			long before = allocated(false);
			shakeHands(pair, server);
			long bytes = (allocated(false) - before) / HANDSHAKES;
			assertThat(bytes).as("bytes allocated for a handshake").isLessThan(75_000);
		});
	}

	private void assertMessagesBelow(int ceiling, ApplicationContext context, int size, AtomicLong received) {
		int count = (size < 10_000) ? MESSAGES : MESSAGES / 10;
		ZmqTemplate template = context.getBean(ZmqTemplate.class);
		send(template, size, count, received);
		long before = allocated(true);
		send(template, size, count, received);
		long bytes = (allocated(true) - before) / count - size;
		assertThat(bytes).as("bytes allocated for a message of %d bytes", size).isLessThan(ceiling);
	}

	private static void send(ZmqTemplate template, int size, int count, AtomicLong received) {
		byte[] payload = new byte[size];
		long expected = received.get() + count;
		for (int i = 0; i < count; i++) {
			template.send("client", payload);
		}
		await().until(() -> received.get() == expected);
	}

	private static void shakeHands(Pair pair, ManagedSocket server) {
		for (int i = 0; i < HANDSHAKES; i++) {
			try (CurvePeer peer = pair.peer()) {
				peer.handshake(Map.of());
			}
		}
		await().until(() -> server.getConnections().getConnectionCount() == 0);
	}

	/**
	 * The guards work by the clock, not by the message.
	 */
	private long allocated(boolean withCaller) {
		long sum = (withCaller) ? this.threads.getCurrentThreadAllocatedBytes() : 0;
		for (ThreadInfo each : this.threads.getThreadInfo(this.threads.getAllThreadIds())) {
			if (each != null && isOfMessages(each.getThreadName())) {
				sum += this.threads.getThreadAllocatedBytes(each.getThreadId());
			}
		}
		return sum;
	}

	private static boolean isOfMessages(String thread) {
		return thread.startsWith("zmq-") && !thread.contains("guard") && !thread.contains("watchdog");
	}

	@Configuration(proxyBeanMethods = false)
	static class Listening {

		private final AtomicLong received = new AtomicLong();

		@Bean
		AtomicLong received() {
			return this.received;
		}

		@ZmqListener(socket = "server")
		void receive(byte[] payload) {
			this.received.incrementAndGet();
		}

	}

}
