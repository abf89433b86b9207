// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.proxy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.ManagedSockets;
import io.github.zmqsecure.channel.MessageDirection;
import io.github.zmqsecure.channel.MessageStatistics;
import io.github.zmqsecure.channel.QueueFullException;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.socket.HardenedContext;
import io.github.zmqsecure.support.IoThreadSabotage;
import io.github.zmqsecure.support.PipeDepths;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.assertj.AssertableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ZmqProxy}.
 */
class ProxyTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final List<String> NARROW = List.of("options.snd-hwm=10", "options.rcv-hwm=10", "queue-capacity=10");

	@Test
	void passesOnWhatIsPushedInItsOrder() {
		Broker broker = new Broker("pull", "push");
		broker.run((context) -> Broker.runPeer(broker.sender("push"),
				(sender) -> Broker.runPeer(broker.receiver("pull"), (receiver) -> {
					Queue<String> received = collect(receiver, 0);
					IntStream.range(0, 5000).forEach((i) -> sender.send("message " + i));
					await().until(() -> received.size() == 5000);
					assertThat(received)
						.containsExactlyElementsOf(IntStream.range(0, 5000).mapToObj((i) -> "message " + i).toList());
					await().untilAsserted(() -> assertThat(proxy(context).getForwarded()).isEqualTo(5000));
					Broker.assertBalanced(context);
				})));
	}

	@Test
	void passesOnRequestsAndRepliesWithTheirEnvelopes() {
		Broker broker = new Broker("router", "dealer");
		broker.run((context) -> Broker.runPeer(broker.receiver("rep"), (worker) -> Broker
			.runPeer(broker.sender("dealer"), (one) -> Broker.runPeer(broker.sender("dealer"), (other) -> {
				worker.setHandler((request) -> worker.reply(request,
						ZmqMessage.of(request.frame(0), "reply".getBytes(StandardCharsets.UTF_8))));
				Queue<ZmqMessage> first = messages(one);
				Queue<ZmqMessage> second = messages(other);
				for (int i = 0; i < 100; i++) {
					one.send("id", "", "one " + i);
					other.send("id", "", "other " + i);
				}
				await().until(() -> first.size() == 100 && second.size() == 100);
				assertThat(first).extracting((message) -> message.text(2))
					.containsExactlyElementsOf(IntStream.range(0, 100).mapToObj((i) -> "one " + i).toList());
				assertThat(second).allSatisfy((message) -> {
					assertThat(message.frames()).hasSize(4);
					assertThat(message.text(0)).isEqualTo("id");
					assertThat(message.text(1)).isEmpty();
					assertThat(message.text(2)).startsWith("other ");
					assertThat(message.text(3)).isEqualTo("reply");
				});
				await().untilAsserted(() -> assertThat(proxy(context).getReturned()).isEqualTo(200));
				Broker.assertBalanced(context);
			}))));
	}

	@Test
	void subscribesToWhatSubscribersDo() {
		Broker broker = new Broker("xsub", "xpub");
		broker.run((context) -> Broker.runPeer(broker.receiver("sub"), (subscriber) -> {
			Queue<String> received = collect(subscriber, 0);
			subscriber.subscribe("EUR");
			await().until(() -> proxy(context).getSubscriptions() == 1);
			Broker.runPeer(broker.sender("pub"), (publisher) -> {
				awaitPublished(publisher, received, "EURUSD");
				publisher.send("USDJPY", "1");
				Broker.runPeer(broker.receiver("sub"), (second) -> {
					Queue<String> also = collect(second, 0);
					second.subscribe("USD");
					second.subscribe("EUR");
					awaitPublished(publisher, also, "USDCHF");
					awaitPublished(publisher, also, "EURCHF");
					assertThat(proxy(context).getSubscriptions()).isEqualTo(2);
				});
				await().until(() -> proxy(context).getSubscriptions() == 1);
				assertThat(received).allMatch((topic) -> topic.startsWith("EUR"));
				subscriber.unsubscribe("EUR");
				await().until(() -> proxy(context).getSubscriptions() == 0);
			});
		}));
	}

	/**
	 * The topics of one subscriber come before those of the other, in the order in which
	 * publishers are told, and are more than messages may wait for one.
	 */
	@Test
	void subscribesAgainWithEachPublisherToWhatAllSubscribersDo() {
		Broker broker = new Broker("xsub", "xpub");
		broker.run((context) -> Broker.runPeer(broker.receiver("sub"),
				(subscriber) -> Broker.runPeer(broker.otherReceiver("sub"), (hoarder) -> {
					Queue<String> received = collect(subscriber, 0);
					subscriber.subscribe("EUR");
					subscribe(hoarder, 5000);
					await().until(() -> proxy(context).getSubscriptions() == 5001);
					for (int i = 0; i < 2; i++) {
						Broker.runPeer(broker.sender("pub"),
								(publisher) -> awaitPublished(publisher, received, "EURUSD"));
					}
				})));
	}

	@Test
	void oneSubscriberGetsHalfOfWhatABrokerMaySubscribeToHoweverOftenItConnects() {
		Broker broker = new Broker("xsub", "xpub").with("limits.max-subscriptions=100");
		broker.run((context) -> Broker.runPeer(broker.receiver("sub"),
				(subscriber) -> Broker.runPeer(broker.otherReceiver("sub"), (one) -> {
					subscribe(one, 50);
					await().until(() -> proxy(context).getSubscriptions() == 50);
					Broker.runPeer(broker.otherReceiver("sub"), (another) -> {
						subscribe(another, 50);
						another.subscribe("B");
						ManagedSocket backend = TestSockets.socket(context, "feed-out");
						await().until(() -> backend.getConnections()
							.getStatistics()
							.getRefusals()
							.stream()
							.anyMatch((refusal) -> "max-subscriptions".equals(refusal.limit())));
					});
					assertThat(proxy(context).getSubscriptions()).isLessThanOrEqualTo(50);
					Queue<String> received = collect(subscriber, 0);
					subscriber.subscribe("EUR");
					Broker.runPeer(broker.sender("pub"), (publisher) -> awaitPublished(publisher, received, "EURUSD"));
				})));
	}

	@Test
	void subscribersWithLessThanHalfOfWhatABrokerMaySubscribeToFindRoomInAnyOrder() {
		Broker broker = new Broker("xsub", "xpub").with("limits.max-subscriptions=100");
		broker.run((context) -> Broker.runPeer(broker.receiver("sub"),
				(one) -> Broker.runPeer(broker.otherReceiver("sub"), (other) -> {
					subscribe(one, 45);
					await().until(() -> proxy(context).getSubscriptions() == 45);
					IntStream.range(0, 45).forEach((i) -> other.subscribe("B" + i));
					await().until(() -> proxy(context).getSubscriptions() == 90);
				})));
	}

	private static void subscribe(ManagedSocket socket, int topics) {
		IntStream.range(0, topics).forEach((i) -> socket.subscribe("A" + i));
	}

	@Test
	void doesNotReadTheFrontendWhileTheBackendHasNoRoom() {
		Broker broker = new Broker("pull", "push");
		runNarrow(broker, "push", (context, sender) -> {
			int accepted = sendUntilFull(context, sender);
			assertThat(proxy(context).getHeldFor()).isPositive();
			assertThat(TestSockets.socket(context, "feed-out").getGauges().getQueueDepth()).isEqualTo(10);
			Broker.runPeer(broker.receiver("pull"), (receiver) -> {
				AtomicInteger received = counted(receiver);
				await().until(() -> received.get() == accepted);
				await().until(() -> proxy(context).getHeldFor().isZero());
				Broker.assertBalanced(context);
				assertThat(TestSockets.socket(context, "feed-in").getStatistics().getReceived()).isEqualTo(accepted);
			});
		});
	}

	@Test
	void sendsRepliesWhileNoRequestIsRead() {
		Broker broker = new Broker("router", "dealer");
		runNarrow(broker, "dealer", (context, client) -> {
			AtomicInteger replies = counted(client);
			int accepted = sendUntilFull(context, client);
			Broker.runPeer(broker.receiver("router"), (worker) -> {
				worker.setHandler((request) -> worker.reply(request,
						ZmqMessage.of(request.frame(0), request.frame(1), "reply".getBytes(StandardCharsets.UTF_8))));
				MessageStatistics frontend = TestSockets.socket(context, "feed-in").getStatistics();
				await().until(() -> replies.get() + frontend.getDropped(DropReason.PEER_FULL) == accepted);
				Broker.assertBalanced(context);
			});
		});
	}

	@Test
	void capturesWhatItPassesOnAndIsNotHeldUpByThat() {
		Broker broker = new Broker("router", "dealer").capture("push").with("sockets.feed-tap.queue-capacity=50");
		broker.run((context) -> Broker.runPeer(broker.receiver("rep"),
				(worker) -> Broker.runPeer(broker.sender("dealer"), (client) -> {
					worker.setHandler((request) -> worker.reply(request, request));
					Queue<String> replies = collect(client, 2);
					exchange(client, replies, 200);
					ManagedSocket tap = TestSockets.socket(context, "feed-tap");
					await().untilAsserted(
							() -> assertThat(tap.getStatistics().getDropped(DropReason.QUEUE_FULL)).isEqualTo(350));
					assertThat(tap.getGauges().getQueueDepth()).isEqualTo(50);
					await().untilAsserted(() -> assertThat(proxy(context).getCaptured()).isEqualTo(50));
					Broker.runPeer(broker.observer("pull"), (observer) -> {
						Queue<String> captured = collect(observer, -1);
						await().until(() -> captured.size() == 50 && tap.getGauges().getQueueDepth() == 0);
						exchange(client, replies, 10);
						await().until(() -> captured.size() == 70);
						assertThat(captured).endsWith("message 9");
					});
				})));
	}

	@Test
	void passesNothingOnWhileItIsPaused() {
		Broker broker = new Broker("pull", "push");
		broker.run((context) -> Broker.runPeer(broker.sender("push"),
				(sender) -> Broker.runPeer(broker.receiver("pull"), (receiver) -> {
					Queue<String> received = collect(receiver, 0);
					sender.send("before");
					await().until(() -> received.size() == 1);
					proxy(context).pause();
					assertThat(proxy(context).getState()).isEqualTo(ZmqProxy.State.PAUSED);
					sender.send("meanwhile");
					ManagedSocket frontend = TestSockets.socket(context, "feed-in");
					await().until(() -> PipeDepths.inbound(frontend) == 1);
					assertThat(proxy(context).getForwarded()).isOne();
					proxy(context).resume();
					await().until(() -> received.size() == 2);
					assertThat(proxy(context).getState()).isEqualTo(ZmqProxy.State.RUNNING);
				})));
	}

	@Test
	void countsWhatFoundNoRoomWhenItIsStoppedAndGoesOnWhenItIsStarted() {
		Broker broker = new Broker("pull", "push");
		runNarrow(broker, "push", (context, sender) -> {
			int accepted = sendUntilFull(context, sender);
			context.getBean(ZmqProxies.class).stop();
			assertThat(proxy(context).getState()).isEqualTo(ZmqProxy.State.STOPPED);
			assertThat(TestSockets.socket(context, "feed-in").getStatistics().getDropped(DropReason.NOT_HANDLED))
				.isOne();
			Broker.assertBalanced(context);
			context.getBean(ZmqProxies.class).start();
			Broker.runPeer(broker.receiver("pull"), (receiver) -> {
				AtomicInteger received = counted(receiver);
				await().until(() -> received.get() == accepted - 1);
			});
		});
	}

	@Test
	void goesOnWhenTheSocketsWereStoppedAndStarted() {
		keepsItsSubscriptions((context) -> {
			context.getBean(ZmqProxies.class).stop();
			context.getBean(ManagedSockets.class).stop();
			context.getBean(ManagedSockets.class).start();
			context.getBean(ZmqProxies.class).start();
		});
	}

	/**
	 * Replies that nobody waits for fill the queue of the frontend at any time, also when
	 * it is closed.
	 */
	@Test
	void passesRepliesOnAgainAfterEachStopWhileTheyFindNoRoom() {
		Broker broker = new Broker("router", "dealer").with("sockets.feed-in.queue-capacity=1");
		broker.run((context) -> Broker.runPeer(broker.receiver("dealer"), (worker) -> {
			AtomicBoolean over = new AtomicBoolean();
			CompletableFuture<Void> replying = CompletableFuture.runAsync(() -> Broker.reply(worker, over));
			MessageStatistics backend = TestSockets.socket(context, "feed-out").getStatistics();
			try {
				for (int i = 0; i < 12; i++) {
					long returned = proxy(context).getReturned();
					await().until(() -> proxy(context).getReturned() > returned + 300);
					context.getSourceApplicationContext().stop();
					await().untilAsserted(() -> assertThat(backend.getReceived()).isEqualTo(proxy(context).getReturned()
							+ backend.getDropped(MessageDirection.INBOUND, DropReason.NOT_HANDLED)));
					context.getSourceApplicationContext().start();
				}
				assertThat(backend.getDropped(DropReason.HANDLER_FAILED)).isZero();
			}
			finally {
				over.set(true);
			}
			assertThat(replying).succeedsWithin(PATIENCE);
		}));
	}

	@Test
	void keepsWhatItHasAndTheSubscriptionsWhenTheContextIsRebuilt() {
		keepsItsSubscriptions(ProxyTests::rebuild);
	}

	private static void keepsItsSubscriptions(Consumer<AssertableApplicationContext> disturbance) {
		Broker broker = new Broker("xsub", "xpub");
		broker.run((context) -> Broker.runPeer(broker.receiver("sub"),
				(subscriber) -> Broker.runPeer(broker.sender("pub"), (publisher) -> {
					Queue<String> received = collect(subscriber, 0);
					subscriber.subscribe("EUR");
					awaitPublished(publisher, received, "EURUSD");
					disturbance.accept(context);
					awaitPublished(publisher, received, "EURUSD");
					assertThat(proxy(context).getSubscriptions()).isOne();
					subscriber.unsubscribe("EUR");
					await().until(() -> proxy(context).getSubscriptions() == 0);
				})));
	}

	@Test
	void losesNothingThatItReceivedWhenTheContextIsRebuiltWhileItIsHeldUp() {
		Broker broker = new Broker("pull", "push");
		runNarrow(broker, "push", (context, sender) -> {
			sendUntilFull(context, sender);
			rebuild(context);
			Set<String> received = ConcurrentHashMap.newKeySet();
			Broker.runPeer(broker.receiver("pull"), (receiver) -> {
				receiver.setHandler((message) -> received.add(message.text(2)));
				await().until(() -> received.containsAll(List.of("0", "1", "10")));
				await().untilAsserted(() -> {
					assertThat(proxy(context).getHeldFor()).isZero();
					Broker.assertBalanced(context);
				});
				await().until(() -> offer(sender, Integer.MAX_VALUE, new byte[0]));
				await().until(() -> received.contains(Integer.toString(Integer.MAX_VALUE)));
			});
		});
	}

	@Test
	void dropsWhatIsTooLargeForTheBackendAndGoesOn() {
		Broker broker = new Broker("pull", "push").with("sockets.feed-out.options.max-msg-size=1KB");
		broker.run((context) -> Broker.runPeer(broker.sender("push"),
				(sender) -> Broker.runPeer(broker.receiver("pull"), (receiver) -> {
					Queue<String> received = collect(receiver, 0);
					sender.send("x".repeat(2000));
					sender.send("small");
					await().until(() -> received.contains("small"));
					assertThat(TestSockets.socket(context, "feed-out").getStatistics().getDropped(DropReason.TOO_LARGE))
						.isOne();
					Broker.assertBalanced(context);
				})));
	}

	@Test
	void countsAReplyThatHasNoEnvelope() {
		Broker broker = new Broker("router", "dealer");
		broker.run((context) -> Broker.runPeer(broker.receiver("dealer"), (worker) -> {
			worker.send("nobody's");
			await().until(() -> TestSockets.socket(context, "feed-out")
				.getStatistics()
				.getDropped(DropReason.UNREADABLE) == 1);
		}));
	}

	/**
	 * Run a broker in which little waits, and a sender of which little waits either.
	 */
	private static void runNarrow(Broker broker, String sender,
			BiConsumer<AssertableApplicationContext, ManagedSocket> test) {
		for (String socket : List.of("feed-in", "feed-out")) {
			NARROW.forEach((property) -> broker.with("sockets." + socket + "." + property));
			broker.with("sockets." + socket + ".options.snd-timeo=5s");
		}
		String[] properties = Stream.concat(NARROW.stream(), Stream.of("overflow=fail")).toArray(String[]::new);
		broker.run((context) -> Broker.runPeer(broker.sender(sender, properties),
				(socket) -> test.accept(context, socket)));
	}

	private static AtomicInteger counted(ManagedSocket socket) {
		AtomicInteger received = new AtomicInteger();
		socket.setHandler((message) -> received.incrementAndGet());
		return received;
	}

	/**
	 * Send large messages until the proxy is held, and nobody has taken one for a while.
	 * @return how many were accepted
	 */
	private static int sendUntilFull(AssertableApplicationContext context, ManagedSocket sender) {
		byte[] padding = new byte[100_000];
		AtomicInteger accepted = new AtomicInteger();
		await().pollInterval(Duration.ofMillis(20)).during(Duration.ofMillis(1500)).until(() -> {
			boolean none = true;
			while (offer(sender, accepted.get(), padding)) {
				accepted.incrementAndGet();
				none = false;
			}
			return none && !proxy(context).getHeldFor().isZero();
		});
		return accepted.get();
	}

	private static boolean offer(ManagedSocket sender, int number, byte[] padding) {
		try {
			return sender.send(ZmqMessage.of("id".getBytes(StandardCharsets.UTF_8), new byte[0],
					Integer.toString(number).getBytes(StandardCharsets.UTF_8), padding));
		}
		catch (QueueFullException ex) {
			return false;
		}
	}

	private static void exchange(ManagedSocket client, Queue<String> replies, int count) {
		int before = replies.size();
		IntStream.range(0, count).forEach((i) -> client.send("id", "", "message " + i));
		await().until(() -> replies.size() == before + count);
	}

	private static void awaitPublished(ManagedSocket publisher, Queue<String> received, String topic) {
		received.clear();
		await().until(() -> {
			publisher.send(topic, "1.1");
			return received.contains(topic);
		});
	}

	private static Queue<String> collect(ManagedSocket socket, int frame) {
		Queue<String> received = new ConcurrentLinkedQueue<>();
		socket.setHandler((message) -> received.add(message.text(frame)));
		return received;
	}

	private static Queue<ZmqMessage> messages(ManagedSocket socket) {
		Queue<ZmqMessage> received = new ConcurrentLinkedQueue<>();
		socket.setHandler(received::add);
		return received;
	}

	private static void rebuild(AssertableApplicationContext context) {
		HardenedContext hardened = context.getBean(HardenedContext.class);
		long renewals = hardened.getRenewals();
		IoThreadSabotage.kill(hardened);
		await().until(() -> hardened.getRenewals() > renewals
				&& proxy(context).getSockets().stream().allMatch(ManagedSocket::isOpen));
	}

	private static ZmqProxy proxy(AssertableApplicationContext context) {
		return context.getBean(ZmqProxies.class).get("feed");
	}

}
