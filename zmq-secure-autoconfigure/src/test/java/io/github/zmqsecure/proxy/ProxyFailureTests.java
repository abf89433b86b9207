// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.proxy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.github.zmqsecure.autoconfigure.health.ZmqHealthContributorAutoConfiguration;
import io.github.zmqsecure.autoconfigure.metrics.ZmqMetricsAutoConfiguration;
import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.MessageStatistics;
import io.github.zmqsecure.channel.QueueFullException;
import io.github.zmqsecure.channel.SocketClosedException;
import io.github.zmqsecure.connection.ConnectionManager;
import io.github.zmqsecure.health.ZmqHealthContributor;
import io.github.zmqsecure.metrics.ZmqProxyMetrics;
import io.github.zmqsecure.socket.HardenedContext;
import io.github.zmqsecure.socket.SocketCustomizer;
import io.github.zmqsecure.support.IoThreadSabotage;
import io.github.zmqsecure.support.KilledPeer;
import io.github.zmqsecure.support.LibzmqProgram;
import io.github.zmqsecure.support.PipeDepths;
import io.github.zmqsecure.support.TestSockets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zeromq.ZMQ;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what becomes of messages that are going through a {@link ZmqProxy} while
 * something fails.
 */
class ProxyFailureTests {

	private static final int SOME = 500;

	@TempDir
	private static Path directory;

	private static Path program;

	@BeforeAll
	static void compile() throws Exception {
		program = LibzmqProgram.compile("killed_peer", directory);
	}

	@Test
	void aWorkerThatIsKilledTakesAlongWhatWasOnItsWayToItAndNothingElse() {
		Flow flow = new Flow();
		flow.run((context) -> {
			for (int round = 0; round < 5; round++) {
				flow.receiveSome();
			}
			flow.receiveTheRest();
			flow.assertAccountedFor();
			assertThat(flow.gaps()).isLessThanOrEqualTo(5);
		});
	}

	@Test
	void aWorkerThatIsRevokedTakesAlongWhatWasOnItsWayToItAndHealthTellsThatNobodyTakesMessages() {
		Flow flow = new Flow();
		flow.run((context) -> {
			ConnectionManager connections = context.getBean(ConnectionManager.class);
			flow.receiveSome((worker) -> {
				assertThat(connections.revoke("feed-out", "receiver")).isEqualTo(1);
				await().until(() -> !isConnected(context, "feed-out"));
			});
			await().untilAsserted(() -> assertThat(status(context)).isEqualTo(Status.DOWN));
			assertThat(heldFor(context)).isPositive();
			assertThat(connections.getRevoked("feed-out")).containsOnlyKeys("receiver");
			assertThat(connections.restore("feed-out", "receiver")).isTrue();
			flow.receiveTheRest();
			await().untilAsserted(() -> assertThat(status(context)).isEqualTo(Status.UP));
			flow.assertAccountedFor();
			assertThat(flow.gaps()).isLessThanOrEqualTo(1);
		});
	}

	@Test
	void whatASenderThatIsRevokedHadSentGoesOn() {
		Flow flow = new Flow();
		flow.run((context) -> {
			ManagedSocket frontend = TestSockets.socket(context, "feed-in");
			flow.receiveSome((worker) -> {
				context.getBean(ConnectionManager.class).revoke("feed-in", "sender");
				await().until(
						() -> frontend.getConnections().getConnectionCount() == 0 && PipeDepths.inbound(frontend) == 0);
				while (flow.received.size() < frontend.getStatistics().getReceived()) {
					flow.received.add(worker.next());
				}
			});
			assertThat(flow.gaps()).isZero();
			assertThat(status(context)).isEqualTo(Status.UP);
			Broker.assertBalanced(context);
		});
	}

	@Test
	void anErrorThatEndsTheThreadsOfItsSocketsTakesAlongWhatTheseHadAndNothingElse() {
		Queue<ZMQ.Socket> opened = new ConcurrentLinkedQueue<>();
		Flow flow = new Flow();
		flow.run((settings, socket) -> opened.add(socket), (context) -> {
			flow.receiveTheRest(() -> {
				assertThat(opened).hasSize(2);
				opened.forEach(IoThreadSabotage::failOwner);
				await().until(() -> opened.size() == 4);
				await().untilAsserted(() -> assertThat(status(context)).isEqualTo(Status.UP));
			});
			flow.assertAccountedFor();
			assertThat(flow.gaps()).as("one at each of its sockets").isLessThanOrEqualTo(2);
		});
	}

	@Test
	void anErrorOfACustomizerWhileTheContextIsRebuiltIsToldByHealthAndMended() {
		AtomicReference<Error> failure = new AtomicReference<>();
		SocketCustomizer customizer = (settings, socket) -> {
			Error error = failure.get();
			if (error != null) {
				throw error;
			}
		};
		Flow flow = new Flow();
		flow.run(customizer, (context) -> {
			flow.receiveTheRest(() -> {
				failure.set(new StackOverflowError("injected by the test"));
				IoThreadSabotage.kill(context.getBean(HardenedContext.class));
				await().untilAsserted(() -> assertThat(status(context)).isEqualTo(Status.DOWN));
				failure.set(null);
				await().untilAsserted(() -> assertThat(status(context)).isEqualTo(Status.UP));
			});
			flow.assertAccountedFor();
			assertThat(flow.gaps()).as("one at each of its sockets").isLessThanOrEqualTo(2);
		});
	}

	@Test
	void aKilledWorkerTakesAlongItsRequestsAndLaterOnesAreRepliedTo() {
		Broker broker = new Broker("router", "dealer");
		broker.run((context) -> Broker.runPeer(broker.sender("dealer"), (client) -> {
			Queue<Long> replies = new ConcurrentLinkedQueue<>();
			client.setHandler((message) -> replies.add(Long.valueOf(message.text(-1))));
			ManagedSocket backend = TestSockets.socket(context, "feed-out");
			List<Long> handled = new ArrayList<>();
			long asked = 0;
			for (int round = 0; round < 5; round++) {
				try (KilledPeer worker = KilledPeer.start(program, broker.libzmq("work", false, "0", "0"))) {
					for (int i = 0; i < 100; i++) {
						client.send("id", "", Long.toString(++asked));
					}
					for (int i = 0; i < 50; i++) {
						handled.add(worker.next());
					}
					worker.kill(handled::add);
				}
				await().until(() -> !isConnected(context, "feed-out"));
			}
			client.send("id", "", Long.toString(++asked));
			long last = asked;
			try (KilledPeer worker = KilledPeer.start(program, broker.libzmq("work", false, "0", "0"))) {
				await().until(() -> replies.contains(last));
				worker.kill(handled::add);
			}
			assertThat(handled).doesNotHaveDuplicates().containsAll(replies);
			assertThat(replies).doesNotHaveDuplicates();
			assertThat(TestSockets.socket(context, "feed-in").getStatistics().getReceived()).isEqualTo(asked);
			assertThat(handled.size() + backend.getStatistics().getDropped(DropReason.PEER_GONE))
				.isLessThanOrEqualTo(asked);
			Broker.assertBalanced(context);
		}));
	}

	private static boolean isConnected(AssertableApplicationContext context, String socket) {
		return TestSockets.socket(context, socket).getConnections().getConnectionCount() > 0;
	}

	private static double heldFor(AssertableApplicationContext context) {
		SimpleMeterRegistry registry = context.getBean(SimpleMeterRegistry.class);
		context.getBean(ZmqProxyMetrics.class).bindTo(registry);
		return registry.get("zmq.secure.proxy.held").tag("from", "frontend").timeGauge().value(TimeUnit.MILLISECONDS);
	}

	private static Status status(AssertableApplicationContext context) {
		CompositeHealthContributor proxies = (CompositeHealthContributor) context.getBean(ZmqHealthContributor.class)
			.getContributor("proxies");
		assertThat(proxies).isNotNull();
		return ((HealthIndicator) proxies.getContributor("feed")).health().getStatus();
	}

	/**
	 * Numbers that an application sends all the time through a broker to a worker that
	 * runs libzmq.
	 */
	private static final class Flow {

		private final Broker broker = new Broker("pull", "push");

		private final Executor threads = (task) -> new Thread(task, "flow").start();

		private final AtomicBoolean stopped = new AtomicBoolean();

		private final List<Long> received = new ArrayList<>();

		private AssertableApplicationContext broking;

		private ManagedSocket sender;

		/** The last number, once no more than that are sent. */
		private volatile long last = Long.MAX_VALUE;

		void run(Consumer<AssertableApplicationContext> test) {
			run((settings, socket) -> {
			}, test);
		}

		void run(SocketCustomizer customizer, Consumer<AssertableApplicationContext> test) {
			this.broker.runner()
				.withBean(SocketCustomizer.class, () -> customizer)
				.withBean(SimpleMeterRegistry.class)
				.withConfiguration(AutoConfigurations.of(ZmqHealthContributorAutoConfiguration.class,
						ZmqMetricsAutoConfiguration.class))
				.withPropertyValues("management.health.zmq.queue-full-for=300ms")
				.run((context) -> Broker.runPeer(this.broker.sender("push", "options.snd-timeo=10ms"), (sender) -> {
					this.broking = context;
					this.sender = sender;
					this.threads.execute(this::send);
					try {
						test.accept(context);
					}
					finally {
						this.stopped.set(true);
					}
				}));
		}

		private void send() {
			long next = 1;
			while (next <= this.last) {
				if (this.stopped.get() && this.last == Long.MAX_VALUE) {
					this.last = next;
				}
				try {
					next += (this.sender.send(Long.toString(next))) ? 1 : 0;
				}
				catch (QueueFullException ex) {
					// It was not accepted, and is sent again.
				}
				catch (SocketClosedException ex) {
					return;
				}
			}
		}

		/** Kill a worker in the middle. */
		void receiveSome() {
			receiveSome((worker) -> {
			});
		}

		void receiveSome(Consumer<KilledPeer> end) {
			receive((worker) -> {
				for (int i = 0; i < SOME; i++) {
					this.received.add(worker.next());
				}
				end.accept(worker);
			});
		}

		void receiveTheRest() {
			receiveTheRest(() -> {
			});
		}

		/** Stop sending when something has happened, and receive what there is. */
		void receiveTheRest(Runnable disturbance) {
			receive((worker) -> {
				long newest = worker.next();
				this.received.add(newest);
				CompletableFuture<Void> disturbed = CompletableFuture.runAsync(disturbance, this.threads)
					.whenComplete((nothing, ex) -> this.stopped.set(true));
				while (newest < this.last) {
					newest = worker.next();
					this.received.add(newest);
				}
				disturbed.join();
			});
		}

		private void receive(Consumer<KilledPeer> receiver) {
			try (KilledPeer worker = KilledPeer.start(program, this.broker.libzmq("pull", false, "0", "0"))) {
				receiver.accept(worker);
				worker.kill(this.received::add);
			}
			await().until(() -> !isConnected(this.broking, "feed-out"));
		}

		/** How often something is missing. */
		int gaps() {
			int gaps = 0;
			long before = 0;
			for (long number : this.received) {
				assertThat(number).isGreaterThan(before);
				gaps += (number > before + 1) ? 1 : 0;
				before = number;
			}
			return gaps;
		}

		/** Nothing that is counted as lost has arrived. */
		void assertAccountedFor() {
			long counted = this.sender.getStatistics().getDropped(DropReason.PEER_GONE);
			for (String socket : List.of("feed-in", "feed-out")) {
				MessageStatistics statistics = TestSockets.socket(this.broking, socket).getStatistics();
				counted += statistics.getDropped(DropReason.PEER_GONE) + statistics.getDropped(DropReason.REBUILT);
			}
			assertThat(this.received.size() + counted).isLessThanOrEqualTo(this.last);
		}

	}

}
