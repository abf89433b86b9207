// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.zmqsecure.endpoint.AddressRange;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.OrderService;
import io.github.zmqsecure.support.RawPeer;
import io.github.zmqsecure.support.UsedHeap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zmq.pipe.Pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ConnectionAdmission}: what the clients of one address may take.
 */
class ConnectionAdmissionTests {

	private static final String OTHER_ADDRESS = "127.0.0.2";

	@Test
	void refusesOneConnectionTooManyOfAnAddress() {
		OrderService.run((orders) -> {
			try (CurvePeer first = listed(orders, OTHER_ADDRESS);
					RawPeer second = new RawPeer(OTHER_ADDRESS, orders.port())) {
				second.awaitClose();
				orders.awaitFailures(FailureReason.LIMIT, 1);
				assertThat(limits(orders)).containsExactly("max-connections-per-address");
				try (CurvePeer other = listed(orders, "127.0.0.3")) {
					assertGetsThrough(orders, other);
				}
				assertGetsThrough(orders, first);
			}
			await().until(() -> orders.orders().getConnections().getConnectionCount() == 1);
			awaitGetsThrough(orders);
		}, "zmq.secure.limits.max-connections-per-address=1");
	}

	@Test
	void refusesOneConnectionTooManyOfAPeer() {
		OrderService.run((orders) -> {
			try (CurvePeer first = listed(orders, "127.0.0.2");
					CurvePeer second = listed(orders, "127.0.0.3");
					CurvePeer third = new CurvePeer("127.0.0.4", orders.port(), orders.listed(), orders.serverKey())) {
				third.begin(Map.of());
				third.awaitClose();
				orders.awaitFailures(FailureReason.LIMIT, 1);
				assertThat(limits(orders)).containsExactly("max-connections-per-peer");
				assertThat(orders.orders().getConnections().getStatistics().getRefusals().get(0).publicKey())
					.isEqualTo(orders.listed().publicKey());
				assertGetsThrough(orders, first);
				assertGetsThrough(orders, second);
			}
			await().until(() -> orders.orders().getConnections().getConnectionCount() == 1);
			awaitGetsThrough(orders);
		}, "zmq.secure.limits.max-connections-per-peer=2");
	}

	@Test
	void keepsNoPipeToTheZapHandlerOfAConnectionThatWasLetIn() {
		OrderService.run((orders) -> {
			long pipes = UsedHeap.objectsOf(Pipe.class);
			List<CurvePeer> peers = new ArrayList<>();
			try {
				for (int i = 0; i < 20; i++) {
					CurvePeer peer = listed(orders, "127.0.0." + (i + 2));
					peers.add(peer);
					assertGetsThrough(orders, peer);
				}
				await().until(() -> UsedHeap.objectsOf(Pipe.class) - pipes <= 2L * peers.size());
			}
			finally {
				peers.forEach(CurvePeer::close);
			}
		});
	}

	@Test
	void refusesOneHandshakeTooManyOfAnAddress() {
		OrderService.run((orders) -> {
			RawPeer silent = new RawPeer(OTHER_ADDRESS, orders.port());
			try (RawPeer second = new RawPeer(OTHER_ADDRESS, orders.port())) {
				second.awaitClose();
			}
			orders.awaitFailures(FailureReason.LIMIT, 1);
			assertThat(limits(orders)).containsExactly("max-pending-handshakes-per-address");
			try (CurvePeer other = listed(orders, "127.0.0.3")) {
				assertGetsThrough(orders, other);
			}
			silent.close();
			awaitGetsThrough(orders);
		}, "zmq.secure.limits.max-pending-handshakes-per-address=1", "zmq.secure.limits.handshake-timeout=60s");
	}

	@Test
	void refusesHandshakesThatAnAddressBeginsTooFast() {
		OrderService.run((orders) -> {
			String limit = "max-handshakes-per-second-per-address";
			for (int i = 0; i < 20_000 && !limits(orders).contains(limit); i++) {
				new RawPeer(OTHER_ADDRESS, orders.port()).close();
			}
			assertThat(limits(orders)).contains(limit);
			try (CurvePeer other = listed(orders, "127.0.0.3")) {
				assertGetsThrough(orders, other);
			}
			awaitGetsThrough(orders);
		}, "zmq.secure.limits.max-handshakes-per-second-per-address=3");
	}

	@Test
	void refusesHandshakesThatBeginTooFast() {
		OrderService.run((orders) -> {
			String limit = "max-handshakes-per-second";
			for (int i = 2; i < 20_000 && !limits(orders).contains(limit); i++) {
				new RawPeer("127.0.0." + (i % 250 + 2), orders.port()).close();
			}
			assertThat(limits(orders)).contains(limit);
		}, "zmq.secure.limits.max-handshakes-per-second=5");
	}

	@Test
	void letsANewcomerInWhereSilentConnectionsOfManyAddressesHaveTakenEverything() {
		OrderService.run((orders) -> {
			List<RawPeer> silent = new ArrayList<>();
			try (CurvePeer first = listed(orders, "127.0.0.9")) {
				for (int i = 0; i < 50; i++) {
					silent.add(new RawPeer("127.0.0.2", orders.port()));
					silent.add(new RawPeer("127.0.0.3", orders.port()));
				}
				await().until(() -> orders.orders().getConnections().getPendingHandshakes() == 100);
				for (int i = 0; i < 5; i++) {
					try (CurvePeer newcomer = listed(orders, "127.0.0.4")) {
						assertGetsThrough(orders, newcomer);
					}
				}
				assertGetsThrough(orders, first);
				assertThat(limits(orders)).containsOnly("max-pending-handshakes");
				silent.get(0).awaitClose();
			}
			finally {
				silent.forEach(RawPeer::close);
			}
		}, "zmq.secure.limits.handshake-timeout=5m");
	}

	@ParameterizedTest
	@CsvSource({ "127.0.0.1, ::1, true", "10.1.2.3, ::ffff:10.1.2.3, true", "fd00::1, fd00::2, true",
			"fd00::1, fd00:0:0:1::1, false", "10.1.2.3, 10.1.2.4, false", "10.1.2.3, 2002:a01:203::1, true",
			"::ffff:10.1.2.3, ::ffff:10.1.2.4, false" })
	void chargesWhatBelongsToOneHostToOneSource(String first, String second, boolean same) {
		SourceAddress one = SourceAddress.of(AddressRange.parseAddress(first));
		SourceAddress other = SourceAddress.of(AddressRange.parseAddress(second));
		assertThat(one.equals(other)).isEqualTo(same);
	}

	@Test
	void letsAClientInWhileAnotherAddressFloods() {
		OrderService.run((orders) -> {
			AtomicBoolean done = new AtomicBoolean();
			Thread flood = new Thread(() -> flood(orders, done), "flood");
			flood.start();
			try {
				await().until(() -> limits(orders).contains("max-pending-handshakes-per-address"));
				for (int i = 0; i < 20; i++) {
					try (CurvePeer peer = listed(orders, "127.0.0.3")) {
						assertGetsThrough(orders, peer);
					}
				}
			}
			finally {
				done.set(true);
			}
			await().until(() -> !flood.isAlive());
			await().until(() -> orders.orders().getConnections().getPendingHandshakes() == 0);
		});
	}

	/**
	 * Open connections and hold them, each as far as the greeting.
	 */
	private static void flood(OrderService orders, AtomicBoolean done) {
		List<RawPeer> held = new ArrayList<>();
		while (!done.get()) {
			RawPeer peer = new RawPeer(OTHER_ADDRESS, orders.port());
			peer.send(RawPeer.greeting("CURVE"));
			held.add(peer);
			if (held.size() > 300) {
				held.remove(0).close();
			}
		}
		held.forEach(RawPeer::close);
	}

	private static CurvePeer listed(OrderService orders, String address) {
		return new CurvePeer(address, orders.port(), orders.listed(), orders.serverKey()).handshake(Map.of());
	}

	private static void awaitGetsThrough(OrderService orders) {
		await().ignoreExceptions().until(() -> {
			try (CurvePeer again = listed(orders, OTHER_ADDRESS)) {
				assertGetsThrough(orders, again);
			}
			return true;
		});
	}

	private static void assertGetsThrough(OrderService orders, CurvePeer peer) {
		int before = orders.received().size();
		peer.message("order");
		await().until(() -> orders.received().size() > before);
	}

	private static List<String> limits(OrderService orders) {
		return orders.orders()
			.getConnections()
			.getStatistics()
			.getRefusals()
			.stream()
			.map((refusal) -> String.valueOf(refusal.limit()))
			.toList();
	}

}
