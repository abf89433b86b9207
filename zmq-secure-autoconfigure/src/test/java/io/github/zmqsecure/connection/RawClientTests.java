// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.zmqsecure.socket.HardenedContext;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.OrderService;
import io.github.zmqsecure.support.RawPeer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for clients that send whatever bytes they like to a server.
 */
class RawClientTests {

	private static final String SHORT_TIMEOUT = "zmq.secure.limits.handshake-timeout=3s";

	private static final byte[] GREETING = RawPeer.greeting("CURVE");

	static Stream<Arguments> broken() {
		byte[] noise = new byte[500];
		new Random(26).nextBytes(noise);
		noise[0] = 'x';
		byte[] badSignature = GREETING.clone();
		badSignature[9] = 0x7e;
		return Stream.of(
				Arguments.of("HTTP", "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII)),
				Arguments.of("noise", noise), Arguments.of("zeros", new byte[200]),
				Arguments.of("bad signature", badSignature),
				Arguments.of("unknown mechanism", RawPeer.greeting("WHATEVER")),
				Arguments.of("garbage after the greeting", join(GREETING, noise)));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("broken")
	void takesGarbageForABrokenProtocol(String name, byte[] bytes) {
		OrderService.run((orders) -> {
			try (RawPeer peer = new RawPeer(orders.port())) {
				peer.send(bytes);
				peer.awaitClose();
			}
			orders.awaitFailures(FailureReason.PROTOCOL, 1);
		});
	}

	@Test
	void takesAGreetingThatBreaksOffForABrokenProtocol() {
		OrderService.run((orders) -> {
			int connections = 0;
			for (int bytes : new int[] { 0, 1, 5, 10, 12, 20, 40, 63, 64 }) {
				try (RawPeer peer = new RawPeer(orders.port())) {
					peer.send(Arrays.copyOf(GREETING, bytes));
				}
				orders.awaitFailures(FailureReason.PROTOCOL, ++connections);
			}
		});
	}

	@Test
	void takesAPeerThatLeavesWhenItReadOurMechanismForOneWithoutCurve() {
		OrderService.run((orders) -> {
			try (RawPeer peer = new RawPeer(orders.port())) {
				peer.send(Arrays.copyOf(GREETING, 11));
				peer.receive(GREETING.length);
			}
			orders.awaitFailures(FailureReason.NO_CURVE, 1);
		});
	}

	@Test
	void takesAHandshakeThatBreaksOffForABrokenProtocol() {
		OrderService.run((orders) -> {
			try (CurvePeer peer = listed(orders)) {
				peer.greet("CURVE");
				peer.hello();
				peer.welcome();
			}
			orders.awaitFailures(FailureReason.PROTOCOL, 1);
			try (CurvePeer peer = listed(orders)) {
				peer.greet("CURVE");
				peer.hello();
			}
			orders.awaitFailures(FailureReason.PROTOCOL, 2);
		});
	}

	@Test
	void refusesAnotherMechanism() {
		OrderService.run((orders) -> {
			int connections = 0;
			for (String mechanism : List.of("NULL", "PLAIN", "GSSAPI")) {
				try (RawPeer peer = new RawPeer(orders.port())) {
					peer.send(RawPeer.greeting(mechanism));
					peer.awaitClose();
				}
				orders.awaitFailures(FailureReason.NO_CURVE, ++connections);
			}
		});
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1 })
	void refusesZmtpBeforeThree(int revision) {
		OrderService.run((orders) -> {
			byte[] greeting = Arrays.copyOf(GREETING, 12);
			greeting[10] = (byte) revision;
			greeting[11] = 5;
			try (RawPeer peer = new RawPeer(orders.port())) {
				peer.send(greeting);
				peer.awaitClose();
			}
			orders.awaitFailures(FailureReason.NO_CURVE, 1);
		});
	}

	@Test
	void cutsPeersThatFallSilentInTheirGreeting() {
		OrderService.run((orders) -> {
			List<RawPeer> peers = IntStream.of(0, 1, 10, 11, 12, 63, 64).mapToObj((bytes) -> {
				RawPeer peer = new RawPeer(orders.port());
				peer.send(Arrays.copyOf(GREETING, bytes));
				return peer;
			}).toList();
			peers.forEach(RawPeer::awaitClose);
			orders.awaitFailures(FailureReason.TIMEOUT, peers.size());
			peers.forEach(RawPeer::close);
		}, SHORT_TIMEOUT);
	}

	@Test
	void cutsAPeerThatFallsSilentAfterWelcome() {
		OrderService.run((orders) -> {
			try (CurvePeer peer = listed(orders)) {
				peer.greet("CURVE");
				peer.hello();
				peer.welcome();
				peer.awaitClose();
			}
			orders.awaitFailures(FailureReason.TIMEOUT, 1);
			assertThat(orders.orders().getConnections().getPendingHandshakes()).isZero();
		}, SHORT_TIMEOUT);
	}

	@Test
	void leavesAnAuthenticatedPeerThatIsSilentAlone() {
		OrderService.run((orders) -> {
			try (CurvePeer idle = listed(orders).handshake(Map.of()); RawPeer silent = new RawPeer(orders.port())) {
				silent.awaitClose();
				idle.message("still here");
				await().until(() -> received(orders, "still here"));
			}
			orders.awaitFailures(FailureReason.TIMEOUT, 1);
		}, SHORT_TIMEOUT);
	}

	@Test
	void refusesADeniedAddress() {
		OrderService.run((orders) -> {
			try (RawPeer peer = new RawPeer("127.1.2.3", orders.port())) {
				peer.awaitClose();
			}
			orders.awaitFailures(FailureReason.ADDRESS_DENIED, 1);
		}, "zmq.secure.zap.addresses.deny=127.1.0.0/16");
	}

	@Test
	void refusesAnAddressThatIsNotAmongTheAllowed() {
		OrderService.run((orders) -> {
			try (RawPeer peer = new RawPeer("127.1.2.3", orders.port())) {
				peer.awaitClose();
			}
			orders.awaitFailures(FailureReason.ADDRESS_DENIED, 1);
		}, "zmq.secure.zap.addresses.allow=127.0.0.1");
	}

	@Test
	void refusesOneHandshakeTooMany() {
		OrderService.run((orders) -> {
			List<RawPeer> silent = List.of(new RawPeer(orders.port()), new RawPeer(orders.port()));
			try (RawPeer third = new RawPeer(orders.port())) {
				third.awaitClose();
			}
			orders.awaitFailures(FailureReason.LIMIT, 1);
			assertThat(orders.orders().getConnections().getPendingHandshakes()).isEqualTo(2);
			silent.forEach(RawPeer::close);
			await().until(() -> orders.failures().equals(Map.of("limit", 1L, "protocol", 2L)));
			try (CurvePeer peer = listed(orders).handshake(Map.of())) {
				peer.message("room again");
				await().until(() -> received(orders, "room again"));
			}
		}, "zmq.secure.limits.max-pending-handshakes=2", "zmq.secure.limits.handshake-timeout=60s");
	}

	@Test
	void refusesOneConnectionTooMany() {
		OrderService.run((orders) -> {
			try (CurvePeer second = listed(orders).handshake(Map.of()); RawPeer third = new RawPeer(orders.port())) {
				third.awaitClose();
				orders.awaitFailures(FailureReason.LIMIT, 1);
				second.message("still here");
				await().until(() -> received(orders, "still here"));
			}
		}, "zmq.secure.limits.max-connections=2");
	}

	@Test
	void survivesAnyFrameLength() {
		OrderService.run((orders) -> {
			int connections = 0;
			for (long size : new long[] { -1, Long.MIN_VALUE, Long.MAX_VALUE, 600_000_000, 1_100_000, Integer.MAX_VALUE,
					0x1_0000_0000L }) {
				for (int flags : List.of(2, 6)) {
					try (RawPeer peer = new RawPeer(orders.port())) {
						peer.greet("CURVE");
						peer.announce(flags, size);
						peer.awaitClose();
					}
					orders.awaitFailures(FailureReason.PROTOCOL, ++connections);
				}
			}
			assertUnharmed(orders);
		});
	}

	@Test
	void letsAnUnauthenticatedPeerAnnounceNoMoreThanAHandshakeNeeds() {
		OrderService.run((orders) -> {
			int connections = 0;
			for (int size : new int[] { 1025, 100_000, 1024 * 1024 }) {
				try (RawPeer early = new RawPeer(orders.port()); CurvePeer late = listed(orders)) {
					early.greet("CURVE");
					early.announce(6, size);
					early.awaitClose();
					late.greet("CURVE");
					late.hello();
					late.welcome();
					late.announce(2, size);
					late.awaitClose();
				}
				connections += 2;
				orders.awaitFailures(FailureReason.PROTOCOL, connections);
			}
		});
	}

	@Test
	void survivesManyAnnouncedFramesThatNeverCome() {
		OrderService.run((orders) -> {
			List<RawPeer> peers = IntStream.range(0, 100).mapToObj((index) -> {
				RawPeer peer = new RawPeer(orders.port());
				peer.greet("CURVE");
				peer.announce(2, 1000);
				return peer;
			}).toList();
			peers.forEach(RawPeer::awaitClose);
			orders.awaitFailures(FailureReason.TIMEOUT, peers.size());
			peers.forEach(RawPeer::close);
			assertUnharmed(orders);
		}, SHORT_TIMEOUT, "zmq.secure.limits.max-pending-handshakes-per-address=100");
	}

	@Test
	void survivesCommandsOfAnySizeInsteadOfHello() {
		OrderService.run((orders) -> {
			int connections = 0;
			for (int size : new int[] { 0, 1, 5, 6, 7, 20, 199, 201, 514, 1000 }) {
				for (String name : List.of("\5HELLO", "\4PING", "\10INITIATE", "\7MESSAGE", "\5ERROR")) {
					try (RawPeer peer = new RawPeer(orders.port())) {
						peer.greet("CURVE");
						peer.frame(4, Arrays.copyOf(name.getBytes(StandardCharsets.US_ASCII), size));
						peer.awaitClose();
					}
					connections++;
				}
			}
			orders.awaitFailures(FailureReason.PROTOCOL, connections);
			assertUnharmed(orders);
		});
	}

	@ParameterizedTest
	@ValueSource(ints = { 10, 100, 300, 2000 })
	void survivesAnInitiateOfAnySize(int size) {
		OrderService.run((orders) -> {
			try (CurvePeer peer = listed(orders)) {
				peer.begin(Map.of("X-Filler", "x".repeat(size)));
				if (size > 255) {
					peer.awaitClose();
				}
			}
			assertUnharmed(orders);
		});
	}

	@Test
	void survivesAStormOfNoise() {
		OrderService.run((orders) -> {
			Random random = new Random(27);
			for (int i = 0; i < 300; i++) {
				byte[] noise = new byte[random.nextInt(400)];
				random.nextBytes(noise);
				try (RawPeer peer = new RawPeer(orders.port())) {
					if (i % 2 == 0) {
						peer.greet("CURVE");
					}
					peer.send(noise);
				}
			}
			await().until(() -> orders.orders().getConnections().getStatistics().getFailed() == 300);
			assertThat(orders.orders().getConnections().getPendingHandshakes()).isZero();
			assertThat(orders.failures()).containsOnlyKeys("protocol");
			assertUnharmed(orders);
		});
	}

	@Test
	void endsTheConnectionOfAnAuthenticatedPeerThatBreaksTheProtocol() {
		OrderService.run((orders) -> {
			try (CurvePeer peer = listed(orders).handshake(Map.of())) {
				await().until(() -> orders.orders().getConnections().getConnectionCount() == 2);
				peer.frame(0, "\7MESSAGE that nobody sealed and nobody can open".getBytes(StandardCharsets.US_ASCII));
				peer.awaitClose();
			}
			await().until(() -> orders.orders().getConnections().getConnectionCount() == 1);
			assertThat(orders.failures()).isEmpty();
			assertUnharmed(orders);
		});
	}

	private static void assertUnharmed(OrderService orders) {
		orders.exchange();
		assertThat(orders.context().getBean(HardenedContext.class).isAlive()).isTrue();
		orders.awaitUp();
	}

	private static CurvePeer listed(OrderService orders) {
		return new CurvePeer(orders.port(), orders.listed(), orders.serverKey());
	}

	private static boolean received(OrderService orders, String text) {
		return orders.received().stream().anyMatch((message) -> message.text(-1).equals(text));
	}

	private static byte[] join(byte[] first, byte[] second) {
		byte[] joined = Arrays.copyOf(first, first.length + second.length);
		System.arraycopy(second, 0, joined, first.length, second.length);
		return joined;
	}

}
