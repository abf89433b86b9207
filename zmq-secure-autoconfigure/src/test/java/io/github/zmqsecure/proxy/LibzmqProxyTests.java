// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.proxy;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.MessageDirection;
import io.github.zmqsecure.support.PythonProcess;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ZmqProxy} between peers that run libzmq.
 */
class LibzmqProxyTests {

	@Test
	void passesOnRequestsOfReqAndRepliesOfRep() {
		PythonProcess.assumeAvailable();
		Broker broker = new Broker("router", "dealer");
		broker.run((context) -> {
			try (PythonProcess worker = start(broker, "work", false);
					PythonProcess one = start(broker, "ask", true, "200");
					PythonProcess other = start(broker, "ask", true, "200")) {
				assertThat(worker.line()).isEqualTo("ready");
				assertThat(one.line()).isEqualTo("done");
				assertThat(other.line()).isEqualTo("done");
			}
			Broker.assertBalanced(context);
		});
	}

	@Test
	void passesOnWhatIsPushed() {
		PythonProcess.assumeAvailable();
		Broker broker = new Broker("pull", "push");
		broker.run((context) -> {
			try (PythonProcess receiver = start(broker, "pull", false, "5000");
					PythonProcess sender = start(broker, "push", true, "5000")) {
				assertThat(sender.line()).isEqualTo("done");
				assertThat(receiver.line()).isEqualTo("in order");
			}
			Broker.assertBalanced(context);
		});
	}

	@Test
	void passesOnWhatIsPublishedToThoseWhoSubscribed() {
		PythonProcess.assumeAvailable();
		Broker broker = new Broker("xsub", "xpub");
		broker.run((context) -> {
			try (PythonProcess subscriber = start(broker, "subscribe", false, "EUR", "100");
					PythonProcess publisher = start(broker, "publish", true)) {
				assertThat(publisher.line()).isEqualTo("ready");
				assertThat(subscriber.line()).isEqualTo("whole");
			}
			await().until(() -> context.getBean(ZmqProxies.class).get("feed").getSubscriptions() == 0);
			assertThat(TestSockets.socket(context, "feed-in").getStatistics().getReceived())
				.isGreaterThanOrEqualTo(100);
		});
	}

	@Test
	void subscribesWithAPublisherThatConnectsAgainHoweverManyTopicsThereAre() {
		PythonProcess.assumeAvailable();
		Broker broker = new Broker("xsub", "xpub");
		broker.run((context) -> Broker.runPeer(broker.otherReceiver("sub"), (hoarder) -> {
			IntStream.range(0, 5000).forEach((i) -> hoarder.subscribe("A" + i));
			for (int i = 0; i < 2; i++) {
				try (PythonProcess subscriber = start(broker, "subscribe", false, "EUR", "100")) {
					await().until(() -> context.getBean(ZmqProxies.class).get("feed").getSubscriptions() == 5001);
					try (PythonProcess publisher = start(broker, "publish", true)) {
						assertThat(publisher.line()).isEqualTo("ready");
						assertThat(subscriber.line()).isEqualTo("whole");
					}
				}
			}
		}));
	}

	@Test
	void losesNoMessagesAndDoesNotLingerWhenAPublisherTakesNoMoreSubscriptions() {
		PythonProcess.assumeAvailable();
		Broker broker = new Broker("xsub", "xpub").with("sockets.feed-in.options.linger=30s");
		broker.run((context) -> {
			ManagedSocket frontend = TestSockets.socket(context, "feed-in");
			try (PythonProcess publisher = start(broker, "publish", true)) {
				stopOnceConnected(publisher, frontend);
				AtomicInteger topics = new AtomicInteger();
				await().pollInterval(Duration.ofMillis(10)).until(() -> {
					for (int i = 0; i < 1000; i++) {
						frontend.subscribe("A".repeat(200) + topics.incrementAndGet());
					}
					return topics.get() >= 20_000;
				});
				long start = System.nanoTime();
				context.getSourceApplicationContext().close();
				assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
				assertThat(frontend.getStatistics().getDropped(MessageDirection.OUTBOUND, DropReason.CLOSED)).isZero();
			}
		});
	}

	/**
	 * What waits for a publisher that is stopped fills the buffers of the network first.
	 */
	@Test
	void cutsAPublisherThatTakesNoMoreSubscriptionsAndTellsItOfAllWhenItComesBack() {
		PythonProcess.assumeAvailable();
		Broker broker = new Broker("xsub", "xpub");
		broker.run((context) -> {
			ManagedSocket frontend = TestSockets.socket(context, "feed-in");
			try (PythonProcess publisher = start(broker, "publish", true)) {
				stopOnceConnected(publisher, frontend);
				AtomicInteger topics = new AtomicInteger();
				Queue<String> formerly = new ConcurrentLinkedQueue<>();
				await().pollInterval(Duration.ofMillis(10)).until(() -> {
					for (int i = 0; i < 5000; i++) {
						String topic = "A".repeat(200) + topics.incrementAndGet();
						frontend.subscribe(topic);
						formerly.add(topic);
						if (topics.get() > 10_000) {
							frontend.unsubscribe(formerly.remove());
						}
					}
					return frontend.getConnections()
						.getStatistics()
						.getRefusals()
						.stream()
						.anyMatch((refusal) -> "snd-hwm".equals(refusal.limit()));
				});
				publisher.signal("CONT");
				try (PythonProcess subscriber = start(broker, "subscribe", false, "EUR", "100")) {
					assertThat(subscriber.line()).isEqualTo("whole");
				}
			}
		});
	}

	/**
	 * A worker that is killed takes along the requests that it was given.
	 */
	@Test
	void goesOnWithOtherWorkersWhenOneIsKilled() {
		PythonProcess.assumeAvailable();
		Broker broker = new Broker("router", "dealer");
		broker.run((context) -> Broker.runPeer(broker.sender("dealer"), (client) -> {
			Queue<String> replies = new ConcurrentLinkedQueue<>();
			client.setHandler((message) -> replies.add(message.text(-1)));
			ManagedSocket backend = TestSockets.socket(context, "feed-out");
			try (PythonProcess doomed = start(broker, "work", false, "10")) {
				assertThat(doomed.line()).isEqualTo("ready");
				await().until(() -> backend.getConnections().getConnectionCount() == 1);
				IntStream.range(0, 10).forEach((i) -> client.send("id", "", "doomed " + i));
				await().until(() -> !doomed.isAlive());
			}
			await().until(() -> backend.getConnections().getConnectionCount() == 0);
			IntStream.range(0, 10).forEach((i) -> client.send("id", "", "later " + i));
			await().until(() -> backend.getGauges().getQueueDepth() == 10);
			try (PythonProcess worker = start(broker, "work", false)) {
				assertThat(worker.line()).isEqualTo("ready");
				await().until(() -> replies.containsAll(IntStream.range(0, 10).mapToObj((i) -> "later " + i).toList()));
			}
			assertThat(backend.getStatistics().getDropped(DropReason.CLOSED)).isZero();
			Broker.assertBalanced(context);
		}));
	}

	private static void stopOnceConnected(PythonProcess publisher, ManagedSocket frontend) {
		assertThat(publisher.line()).isEqualTo("ready");
		await().until(() -> frontend.getConnections().getConnectionCount() == 1);
		publisher.signal("STOP");
	}

	private static PythonProcess start(Broker broker, String command, boolean toFrontend, String... arguments) {
		return PythonProcess.start("proxy/broker_peer.py", broker.libzmq(command, toFrontend, arguments));
	}

}
