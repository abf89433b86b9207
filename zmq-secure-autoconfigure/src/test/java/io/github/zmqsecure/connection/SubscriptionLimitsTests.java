// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.Pair;
import io.github.zmqsecure.support.PriceFeed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what PUB and XPUB accept of their subscribers.
 */
@ExtendWith(OutputCaptureExtension.class)
class SubscriptionLimitsTests {

	@ParameterizedTest
	@ValueSource(strings = { "pub", "xpub" })
	void cutsOffASubscriberWhoseTopicIsTooLong(String type, CapturedOutput output) {
		PriceFeed.run(type, (feed) -> {
			try (CurvePeer peer = feed.subscriber()) {
				peer.message(false, PriceFeed.subscription("t".repeat(200_000)));
				peer.awaitClose();
			}
			assertCutOff(feed, "max-topic-length");
		});
		assertThat(output).contains("Socket 'prices' cut off peer 'listed', key SHA256:").contains("max-topic-length");
	}

	@Test
	void acceptsATopicThatIsAsLongAsItMayBe() {
		PriceFeed.run("pub", (feed) -> {
			try (CurvePeer peer = feed.subscriber()) {
				peer.message(false, PriceFeed.subscription("t".repeat(1024)));
				awaitMessage(feed, peer, "t".repeat(1024));
				peer.message(false, PriceFeed.subscription("t".repeat(1025)));
				peer.awaitClose();
			}
			assertCutOff(feed, "max-topic-length");
		}, "zmq.secure.limits.max-topic-length=1024");
	}

	@ParameterizedTest
	@ValueSource(strings = { "pub", "xpub" })
	void cutsOffASubscriberWithTooManySubscriptions(String type) {
		PriceFeed.run(type, (feed) -> {
			try (CurvePeer peer = feed.subscriber()) {
				for (int round = 0; round < 3; round++) {
					for (int i = 0; i < 5; i++) {
						peer.message(false, PriceFeed.subscription("topic " + i));
						peer.message(false, PriceFeed.subscription("topic " + i));
					}
					for (int i = 0; i < 5; i++) {
						peer.message(false, PriceFeed.cancellation("topic " + i));
						peer.message(false, PriceFeed.cancellation("never subscribed"));
					}
				}
				peer.message(false, PriceFeed.subscription("last"));
				awaitMessage(feed, peer, "last");
				for (int i = 0; i < 5; i++) {
					peer.message(false, PriceFeed.subscription("topic " + i));
				}
				peer.awaitClose();
			}
			assertCutOff(feed, "max-subscriptions");
		}, "zmq.secure.limits.max-subscriptions=5");
	}

	@Test
	void cutsOffASubscriberWhoseSubscriptionsTakeTooMuchMemory() {
		PriceFeed.run("pub", (feed) -> {
			for (int round = 0; round < 3; round++) {
				try (CurvePeer peer = feed.subscriber()) {
					for (int i = 0; i < 8; i++) {
						peer.message(false, PriceFeed.subscription((char) ('a' + i) + "-".repeat(200)));
					}
					awaitMessage(feed, peer, "h" + "-".repeat(200));
					for (int i = 0; i < 30; i++) {
						peer.message(false, PriceFeed.subscription((char) ('A' + i) + "-".repeat(200)));
					}
					peer.awaitClose();
				}
			}
			assertCutOff(feed, "max-subscription-bytes");
		}, "zmq.secure.limits.max-subscription-bytes=1MB");
	}

	@Test
	void discardsWhatASubscriberSendsToPub() {
		PriceFeed.run("pub", (feed) -> {
			try (CurvePeer peer = feed.subscriber()) {
				peer.message("user message");
				peer.message(false, new byte[0]);
				peer.message(true, PriceFeed.subscription("torn"));
				peer.message(false, PriceFeed.subscription("other"));
				peer.message(true, new byte[] { 7 });
				peer.message(false, PriceFeed.subscription("hidden"));
				peer.sealed(2, "\11SUBSCRIBEcommand".getBytes(StandardCharsets.US_ASCII));
				peer.message(false, PriceFeed.subscription("last"));
				for (String topic : new String[] { "torn", "other", "hidden", "command" }) {
					feed.prices().send(topic, "x");
				}
				awaitMessage(feed, peer, "last");
			}
			assertThat(feed.prices().getStatistics().getDropped(DropReason.NOT_HANDLED)).isEqualTo(4);
		});
	}

	@Test
	void handsMessagesOfOneFrameToXpub() {
		PriceFeed.run("xpub", (feed) -> {
			Queue<ZmqMessage> received = new ConcurrentLinkedQueue<>();
			feed.prices().setHandler(received::add);
			try (CurvePeer peer = feed.subscriber()) {
				peer.message("user message");
				peer.message(false, new byte[0]);
				peer.message(true, new byte[] { 7 });
				peer.message(false, PriceFeed.subscription("hidden"));
				peer.message(false, PriceFeed.subscription("last"));
				await().until(() -> received.stream().anyMatch((message) -> message.text(0).equals("\1last")));
			}
			assertThat(received).extracting((message) -> message.text(0))
				.contains("user message", "", "\1last")
				.doesNotContain("\1hidden");
			assertThat(received).isNotEmpty().allSatisfy((message) -> assertThat(message.frames()).hasSize(1));
			await().until(() -> received.stream().anyMatch((message) -> message.text(0).equals("\0last")));
			assertThat(feed.prices().getStatistics().getDropped(DropReason.NOT_HANDLED)).isOne();
		});
	}

	@Test
	void cutsOffASubscriberThatFillsAnXpubNobodyReads() {
		PriceFeed.run("xpub", (feed) -> {
			for (int round = 0; round < 3; round++) {
				try (CurvePeer peer = feed.subscriber()) {
					flip(peer, 4000);
					peer.awaitClose();
				}
			}
			assertCutOff(feed, "max-subscription-bytes");
			List<String> topics = new ArrayList<>();
			feed.prices().setHandler((message) -> topics.add(message.text(0)));
			await().until(() -> !topics.isEmpty());
			try (CurvePeer peer = feed.subscriber()) {
				await().pollDelay(Duration.ofMillis(200)).until(() -> true);
				peer.message(false, PriceFeed.subscription("last"));
				awaitMessage(feed, peer, "last");
			}
		}, "zmq.secure.limits.max-subscription-bytes=1MB");
	}

	@Test
	void tellsOfEverySubscriptionThatIsRead() {
		PriceFeed.run("xpub", (feed) -> {
			AtomicInteger events = new AtomicInteger();
			feed.prices().setHandler((message) -> events.incrementAndGet());
			await().until(() -> events.get() == 1);
			try (CurvePeer peer = feed.subscriber()) {
				flip(peer, 10_000);
				await().until(() -> events.get() == 20_001);
			}
			assertThat(feed.prices().getConnections().getStatistics().getRefusals()).isEmpty();
		});
	}

	private static void flip(CurvePeer peer, int count) {
		for (int i = 0; i < count; i++) {
			peer.message(false, PriceFeed.subscription("flip"));
			peer.message(false, PriceFeed.cancellation("flip"));
		}
	}

	@Test
	void tellsOfRepeatedSubscriptionsWhereAsked() {
		new Pair("xpub", "xsub").server("options.xpub-verbose=true").run((publisher, subscriber) -> {
			Queue<ZmqMessage> received = new ConcurrentLinkedQueue<>();
			publisher.setHandler(received::add);
			await().until(() -> publisher.getConnections().isConnected() && subscriber.getConnections().isConnected());
			subscriber.send("\1EUR");
			subscriber.send("\1EUR");
			subscriber.send("\1last");
			await().until(() -> received.stream().anyMatch((message) -> message.text(0).equals("\1last")));
			assertThat(received).extracting((message) -> message.text(0)).filteredOn("\1EUR"::equals).hasSize(2);
		});
	}

	private static void awaitMessage(PriceFeed feed, CurvePeer peer, String topic) {
		await().until(() -> {
			feed.prices().send(topic, "x");
			return peer.receives(topic);
		});
	}

	private static void assertCutOff(PriceFeed feed, String limit) {
		await()
			.untilAsserted(() -> assertThat(feed.prices().getConnections().getStatistics().getRefusals()).isNotEmpty()
				.allSatisfy((refusal) -> {
					assertThat(refusal.limit()).isEqualTo(limit);
					assertThat(refusal.reason()).isEqualTo(FailureReason.LIMIT);
					assertThat(refusal.publicKey()).isEqualTo(feed.listed().publicKey());
				}));
	}

}
