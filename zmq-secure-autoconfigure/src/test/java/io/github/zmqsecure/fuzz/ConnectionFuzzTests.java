// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.fuzz;

import java.util.Map;

import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.connection.SocketConnections;
import io.github.zmqsecure.socket.HardenedContext;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.Mutations;
import io.github.zmqsecure.support.OrderService;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Feeds altered ZMTP and CURVE to the decoder and the mechanism of a socket that serves:
 * the bytes of each stage of a connection, and what is sealed in them. The I/O thread
 * must survive all of it without an error of its own.
 */
@Timeout(3600)
class ConnectionFuzzTests {

	private static final int ROUNDS = 150;

	@ParameterizedTest
	@EnumSource
	void servesOn(Stage stage) {
		Mutations mutations = Mutations.of(stage.corpus);
		OrderService.run((orders) -> {
			HardenedContext context = orders.context().getBean(HardenedContext.class);
			for (int round = 0; mutations.goOn(round, ROUNDS); round++) {
				try (MutatingPeer peer = new MutatingPeer(orders, mutations)) {
					stage.attack(peer, mutations);
				}
				if (round % 50 == 0) {
					orders.exchange();
				}
			}
			SocketConnections connections = orders.orders().getConnections();
			await().until(() -> connections.getConnectionCount() == 1);
			await().until(() -> connections.getPendingHandshakes() == 0);
			assertThat(context.isAlive()).isTrue();
			assertThat(orders.orders().getStatistics().getDropped(DropReason.UNAUTHENTICATED)).isZero();
			try (CurvePeer newcomer = new CurvePeer(orders.port(), orders.listed(), orders.serverKey())) {
				newcomer.handshake(Map.of()).message("hello");
				assertThat(newcomer.opened()).asString().isEqualTo("hello");
			}
		}, "zmq.secure.limits.max-pending-handshakes=3000", "zmq.secure.limits.max-pending-handshakes-per-address=2500",
				"zmq.secure.limits.max-connections-per-address=900",
				"zmq.secure.limits.max-handshakes-per-second=1000000",
				"zmq.secure.limits.max-handshakes-per-second-per-address=1000000");
	}

	/**
	 * What is altered.
	 */
	enum Stage {

		GREETING("greeting") {

			@Override
			void attack(MutatingPeer peer, Mutations mutations) {
				peer.send(mutations.next());
			}

		},

		RECORDED("handshake") {

			@Override
			void attack(MutatingPeer peer, Mutations mutations) {
				peer.greet("CURVE");
				peer.send(mutations.next());
			}

		},

		HELLO("handshake") {

			@Override
			void attack(MutatingPeer peer, Mutations mutations) {
				peer.greet("CURVE");
				peer.mutating(true);
				peer.hello();
			}

		},

		INITIATE("handshake") {

			@Override
			void attack(MutatingPeer peer, Mutations mutations) {
				peer.greet("CURVE");
				peer.hello();
				peer.welcome();
				peer.mutating(true);
				peer.initiate(Map.of("Identity", "id"));
			}

		},

		METADATA("metadata") {

			@Override
			void attack(MutatingPeer peer, Mutations mutations) {
				peer.greet("CURVE");
				peer.hello();
				peer.welcome();
				byte[] metadata = mutations.next();
				peer.initiate(metadata);
				peer.timeout(20);
				peer.answer();
			}

		},

		MESSAGE("frame") {

			@Override
			void attack(MutatingPeer peer, Mutations mutations) {
				peer.handshake(Map.of());
				peer.mutating(true);
				peer.message("message");
			}

		},

		SEALED("frame") {

			@Override
			void attack(MutatingPeer peer, Mutations mutations) {
				peer.handshake(Map.of());
				for (int i = 0; i < 20; i++) {
					peer.sealed(mutations.number(256), mutations.next());
				}
			}

		};

		private final String corpus;

		Stage(String corpus) {
			this.corpus = corpus;
		}

		abstract void attack(MutatingPeer peer, Mutations mutations);

	}

	/**
	 * A peer that alters what it sends.
	 */
	static final class MutatingPeer extends CurvePeer {

		private final Mutations mutations;

		private boolean mutating;

		MutatingPeer(OrderService orders, Mutations mutations) {
			super(orders.port(), orders.listed(), orders.serverKey());
			this.mutations = mutations;
		}

		void mutating(boolean mutating) {
			this.mutating = mutating;
		}

		@Override
		public void send(byte... bytes) {
			super.send((this.mutating) ? this.mutations.mutate(bytes) : bytes);
		}

	}

}
