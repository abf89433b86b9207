// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.template;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;

import io.github.zmqsecure.annotation.ZmqListener;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.support.KeyPairs;
import io.github.zmqsecure.support.ModelSockets;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ZmqTemplate} with many threads, many requests, and peers that go away.
 */
class ZmqTemplateLoadTests {

	private static final int THREADS = 32;

	private static final int PER_THREAD = 31_250;

	@Test
	@Tag("long")
	void aMillionMessagesOf32ThreadsArriveCompleteUncorruptedAndInOrder() {
		ModelSockets.pair("pull", "push")
			.withPropertyValues("zmq.secure.sockets.client.options.snd-timeo=60s")
			.withUserConfiguration(Ledger.class)
			.run((context) -> {
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				Ledger ledger = context.getBean(Ledger.class);
				ExecutorService executor = Executors.newFixedThreadPool(THREADS);
				try {
					List<Future<?>> senders = new ArrayList<>();
					for (int i = 0; i < THREADS; i++) {
						int thread = i;
						senders.add(executor.submit(() -> {
							for (int n = 0; n < PER_THREAD; n++) {
								template.send("client", Ledger.entry(thread, n));
							}
						}));
					}
					for (Future<?> sender : senders) {
						sender.get(120, TimeUnit.SECONDS);
					}
				}
				finally {
					executor.shutdownNow();
				}
				await().atMost(Duration.ofMinutes(2)).until(() -> ledger.count.get() >= THREADS * PER_THREAD);
				assertThat(ledger.problems).isEmpty();
				assertThat(ledger.next).containsOnly(PER_THREAD);
				assertThat(ledger.count).hasValue(THREADS * PER_THREAD);
			});
	}

	@Test
	void tenThousandRequestsAtATimeAllGetTheirOwnReply() {
		ModelSockets.pair("router", "dealer")
			.withPropertyValues("zmq.secure.sockets.client.options.snd-timeo=60s",
					"zmq.secure.sockets.server.options.snd-hwm=20000")
			.withUserConfiguration(Echo.class)
			.run((context) -> {
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				List<CompletableFuture<String>> replies = new ArrayList<>();
				for (int i = 0; i < 10_000; i++) {
					replies.add(template.requestAsync("client", "request " + i, String.class));
				}
				for (int i = 0; i < replies.size(); i++) {
					assertThat(replies.get(i).get(60, TimeUnit.SECONDS)).isEqualTo("reply to request " + i);
				}
				assertThat(template.getPendingRequests("client")).isZero();
			});
	}

	@Test
	void aPeerThatRestartsCostsOnlyTheRequestsUnderWay() {
		int port = Ports.free();
		String[] keys = KeyPairs.shared();
		ModelSockets.runner()
			.withPropertyValues(keys)
			.withPropertyValues(ModelSockets.client("dealer", port))
			.withPropertyValues("zmq.secure.template.request-timeout=10s")
			.run((context) -> {
				ZmqTemplate template = context.getBean(ZmqTemplate.class);
				List<CompletableFuture<String>> lost = new ArrayList<>();
				try (ConfigurableApplicationContext server = KeyPairs.server(keys, port, Silent.class)) {
					ManagedSocket atServer = TestSockets.socket(server, "server");
					for (int i = 0; i < 100; i++) {
						lost.add(template.requestAsync("client", "request " + i, String.class));
					}
					await().until(() -> atServer.getStatistics().getReceived() == 100);
				}
				for (CompletableFuture<String> reply : lost) {
					assertThat(reply).failsWithin(Duration.ofSeconds(60))
						.withThrowableThat()
						.havingCause()
						.isInstanceOfAny(PeerGoneException.class, NotConnectedException.class);
				}
				try (ConfigurableApplicationContext server = KeyPairs.server(keys, port, Echo.class)) {
					await().ignoreExceptions()
						.until(() -> template.sendAndReceive("client", "again", String.class).equals("reply to again"));
					assertThat(server.isRunning()).isTrue();
					for (int i = 0; i < 100; i++) {
						assertThat(template.sendAndReceive("client", "n" + i, String.class))
							.isEqualTo("reply to n" + i);
					}
				}
				assertThat(template.getPendingRequests("client")).isZero();
				await().until(() -> !TestSockets.socket(context, "client").getConnections().isConnected());
				assertThatExceptionOfType(NotConnectedException.class)
					.isThrownBy(() -> template.sendAndReceive("client", "gone", String.class, Duration.ofSeconds(1)));
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class Echo {

		@ZmqListener(socket = "server", concurrency = "2")
		String echo(String request) {
			return "reply to " + request;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Silent {

		@ZmqListener(socket = "server")
		void take(String request) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Ledger {

		private final int[] next = new int[THREADS];

		private final AtomicLong count = new AtomicLong();

		private final List<String> problems = new ArrayList<>();

		static byte[] entry(int thread, int number) {
			ByteBuffer entry = ByteBuffer.allocate(32).putInt(thread).putInt(number).putLong(System.nanoTime());
			entry.putLong(24, checksum(entry.array()));
			return entry.array();
		}

		private static long checksum(byte[] entry) {
			CRC32 checksum = new CRC32();
			checksum.update(entry, 0, 24);
			return checksum.getValue();
		}

		@ZmqListener(socket = "server")
		void receive(byte[] message) {
			ByteBuffer entry = ByteBuffer.wrap(message);
			int thread = entry.getInt();
			int number = entry.getInt();
			if (entry.getLong(24) != checksum(message)) {
				this.problems.add("corrupted message");
			}
			else if (this.next[thread]++ != number) {
				this.problems.add("thread " + thread + ": " + number);
			}
			this.count.incrementAndGet();
		}

	}

}
