// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.connection.FailureReason;
import io.github.zmqsecure.support.Pair;
import io.github.zmqsecure.support.PipeDepths;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.RawPeer;
import io.github.zmqsecure.support.TestSockets;
import io.github.zmqsecure.support.UnauthenticatedPeers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link EngineGuard}: no socket is given a connection before its handshake is
 * over.
 */
class EngineGuardTests {

	private static final int MESSAGES = 40;

	@ParameterizedTest
	@CsvSource({ "push, pull", "pair, pair", "dealer, dealer", "scatter, gather", "channel, channel" })
	void sendsNothingToUnauthenticatedPeers(String server, String client) {
		Pair pair = new Pair(server, client);
		pair.runServer((sender) -> {
			amongUnauthenticatedPeers(pair, sender.socket(), (unauthenticated) -> {
				send(sender.socket(), 0);
				assertThat(sender.socket().getGauges().getQueueDepth()).isEqualTo(MESSAGES);
				assertThat(PipeDepths.outbound(sender.socket())).isZero();
				pair.runClient((receiver) -> {
					Queue<String> received = receive(receiver.socket());
					assertReceived(received, MESSAGES);
					unauthenticated.close();
					send(sender.socket(), MESSAGES);
					assertReceived(received, 2 * MESSAGES);
				});
			});
		});
	}

	@ParameterizedTest
	@CsvSource({ "pull, push", "pair, pair", "router, dealer", "dealer, dealer", "gather, scatter", "channel, channel",
			"server, client" })
	void receivesInSpiteOfUnauthenticatedPeers(String server, String client) {
		Pair pair = new Pair(server, client);
		pair.runServer((receiver) -> {
			Queue<String> received = receive(receiver.socket());
			amongUnauthenticatedPeers(pair, receiver.socket(), (unauthenticated) -> {
				pair.runClient((sender) -> {
					send(sender.socket(), 0);
					assertReceived(received, MESSAGES);
					unauthenticated.close();
					send(sender.socket(), MESSAGES);
					assertReceived(received, 2 * MESSAGES);
				});
			});
		});
	}

	@ParameterizedTest
	@CsvSource({ "router, req", "rep, req", "rep, dealer", "pair, pair" })
	void answersInSpiteOfUnauthenticatedPeers(String server, String client) {
		Pair pair = new Pair(server, client);
		pair.runServer((responder) -> {
			responder.socket().setHandler((request) -> responder.socket().send(new ZmqMessage(request.frames(), null)));
			amongUnauthenticatedPeers(pair, responder.socket(), (unauthenticated) -> {
				pair.runClient((requester) -> {
					Queue<String> replies = receive(requester.socket());
					for (int i = 0; i < MESSAGES; i++) {
						if (server.equals("rep") && client.equals("dealer")) {
							requester.socket().send("", String.valueOf(i));
						}
						else {
							requester.socket().send(String.valueOf(i));
						}
						assertReceived(replies, i + 1);
						if (i == MESSAGES / 2) {
							unauthenticated.close();
						}
					}
				});
			});
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "pub", "xpub" })
	void publishesInSpiteOfUnauthenticatedPeers(String server) {
		Pair pair = new Pair(server, "sub").client("subscribe=tick");
		pair.runServer((publisher) -> {
			amongUnauthenticatedPeers(pair, publisher.socket(), (unauthenticated) -> {
				pair.runClient((subscriber) -> {
					Queue<String> received = receive(subscriber.socket());
					await().until(() -> {
						publisher.socket().send("tick");
						return !received.isEmpty();
					});
				});
			});
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "pair", "channel" })
	void aPairIsServedWhileUnauthenticatedPeersComeAndGo(String type) {
		Pair pair = new Pair(type, type);
		pair.runServer((server) -> {
			server.socket().setHandler((message) -> server.socket().send(message.text(0)));
			for (int i = 0; i < 3; i++) {
				UnauthenticatedPeers unauthenticated = new UnauthenticatedPeers(pair);
				pair.runClient((client) -> {
					Queue<String> replies = receive(client.socket());
					send(client.socket(), 0);
					assertReceived(replies, MESSAGES);
				});
				unauthenticated.close();
			}
			await().untilAsserted(() -> assertThat(server.socket().getStatistics().getSent()).isEqualTo(3 * MESSAGES));
		});
	}

	@ParameterizedTest
	@CsvSource({ "pair, true", "pair, false", "channel, true", "channel, false" })
	void theNextPeerOfAPairWaitsForTheEndOfTheFormer(String type, boolean serverReads) {
		Pair pair = new Pair(type, type);
		pair.runServer((server) -> {
			if (serverReads) {
				server.socket().setHandler((message) -> {
				});
			}
			pair.runClient((former) -> {
				Queue<String> toFormer = receive(former.socket());
				send(server.socket(), 0);
				assertReceived(toFormer, MESSAGES);
				pair.runClient((next) -> {
					Queue<String> toNext = receive(next.socket());
					await().until(() -> server.socket().getConnections().getPendingHandshakes() == 1);
					send(server.socket(), MESSAGES);
					assertReceived(toFormer, 2 * MESSAGES);
					former.close();
					await().until(next.socket().getConnections()::isConnected);
					send(server.socket(), 0);
					assertReceived(toNext, MESSAGES);
					assertThat(server.socket().getConnections().getConnectionCount()).isOne();
				});
			});
		});
	}

	@Test
	void aSecondPeerOfAPairThatWaitsTooLongIsRefusedForTheLimit() {
		Pair pair = new Pair("pair", "pair");
		pair.serverRunner().withPropertyValues("zmq.secure.limits.handshake-timeout=1s").run((context) -> {
			ManagedSocket server = TestSockets.socket(context, "server");
			pair.runClient((former) -> {
				Queue<String> received = receive(former.socket());
				await().until(() -> server.getConnections().getConnectionCount() == 1);
				pair.runClient((next) -> await()
					.until(() -> server.getConnections().getStatistics().getFailed(FailureReason.LIMIT) > 0));
				assertThat(server.getConnections().getStatistics().getRefusals())
					.anySatisfy((refusal) -> assertThat(refusal.limit()).isEqualTo("former-peer"));
				assertThat(server.getConnections().getStatistics().getRefusals())
					.noneMatch((refusal) -> refusal.reason() == FailureReason.TIMEOUT && refusal.publicKey() != null);
				send(server, 0);
				assertReceived(received, MESSAGES);
			});
		});
	}

	@Test
	void givesNothingToAServerThatDoesNotAnswer() throws Exception {
		Pair pair = new Pair("pull", "push");
		try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
			pair.client("connect=tcp://127.0.0.1:" + silent.getLocalPort() + ",tcp://127.0.0.1:" + pair.port());
			pair.runServer((server) -> {
				Queue<String> received = receive(server.socket());
				pair.runClient((client) -> {
					send(client.socket(), 0);
					assertReceived(received, MESSAGES);
				});
			});
		}
	}

	@Test
	void refusesToGiveMessagesToPeersThatAreNotThere() {
		new Pair("pull", "push")
			.client("connect=tcp://127.0.0.1:" + Ports.free() + ",tcp://127.0.0.1:" + Ports.free(),
					"options.immediate=false")
			.clientRunner()
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("several endpoints"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "pair", "channel" })
	void anUnencryptedPairIsServedInSpiteOfSilentConnections(String type) {
		int port = Ports.free();
		TestSockets.runner()
			.withPropertyValues("zmq.secure.plaintext=loopback", "zmq.secure.sockets.server.type=" + type,
					"zmq.secure.sockets.server.bind=tcp://127.0.0.1:" + port,
					"zmq.secure.sockets.server.mechanism=null")
			.run((context) -> {
				ManagedSocket server = TestSockets.socket(context, "server");
				RawPeer silent = new RawPeer(port);
				try (silent; RawPeer greeted = new RawPeer(port)) {
					greeted.greet("NULL");
					await().until(() -> server.getConnections().getPendingHandshakes() == 2);
					send(server, 0);
					TestSockets.runner()
						.withPropertyValues("zmq.secure.plaintext=loopback", "zmq.secure.sockets.client.type=" + type,
								"zmq.secure.sockets.client.connect=tcp://127.0.0.1:" + port,
								"zmq.secure.sockets.client.mechanism=null")
						.run((peer) -> {
							assertReceived(receive(TestSockets.socket(peer, "client")), MESSAGES);
							assertThat(server.getConnections().getConnectionCount()).isOne();
							assertThat(server.getConnections().getPendingHandshakes()).isEqualTo(2);
						});
				}
				assertThat(server.getStatistics().getDropped(DropReason.CLOSED)).isZero();
			});
	}

	private static void amongUnauthenticatedPeers(Pair pair, ManagedSocket server,
			Consumer<UnauthenticatedPeers> test) {
		try (UnauthenticatedPeers unauthenticated = new UnauthenticatedPeers(pair)) {
			await().until(() -> server.getConnections().getPendingHandshakes() >= 4);
			test.accept(unauthenticated);
		}
	}

	private static Queue<String> receive(ManagedSocket socket) {
		Queue<String> received = new ConcurrentLinkedQueue<>();
		socket.setHandler((message) -> received.add(message.text(-1)));
		return received;
	}

	private static void send(ManagedSocket socket, int first) {
		IntStream.range(first, first + MESSAGES).mapToObj(String::valueOf).forEach(socket::send);
	}

	private static void assertReceived(Queue<String> received, int count) {
		await().until(() -> received.size() == count);
		int first = (count <= MESSAGES) ? 0 : count - MESSAGES;
		assertThat(received).contains(String.valueOf(first), String.valueOf(count - 1));
	}

}
