// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import io.github.zmqsecure.autoconfigure.ZmqSecureAutoConfiguration;
import io.github.zmqsecure.autoconfigure.health.ZmqHealthContributorAutoConfiguration;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.endpoint.EndpointSource;
import io.github.zmqsecure.socket.HardenedContext;
import io.github.zmqsecure.socket.SecureSocketFactory;
import io.github.zmqsecure.socket.SocketBindException;
import io.github.zmqsecure.support.IoThreadSabotage;
import io.github.zmqsecure.support.NameService;
import io.github.zmqsecure.support.OrderService;
import io.github.zmqsecure.support.PipeDepths;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.TestSockets;
import io.github.zmqsecure.support.ZmqHealth;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what happens while a name in {@code connect} is resolved, is not, and comes
 * to stand for something else.
 */
class NameResolutionTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final int port = Ports.free();

	private final CurveKeyPair serverKey = CurveKeyPair.generate();

	private final CurveKeyPair clientKey = CurveKeyPair.generate();

	private final NameService names = new NameService();

	private final List<Server> servers = new ArrayList<>();

	@AfterEach
	void close() {
		this.names.close();
		this.servers.forEach(Server::close);
	}

	@Test
	void startsWithoutWaitingForANameAndDeliversOnceItIsResolved() {
		Server server = server("127.0.0.1");
		run("push", (context, client) -> {
			assertThat(client.isOpen()).isTrue();
			assertThat(client.send("early")).isTrue();
			await().until(() -> "not found".equals(client.getEndpoints().getUnresolved().get(endpoint())));
			Health health = health(context);
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(health.getDetails().toString()).contains("resolving={" + endpoint() + "=not found}")
				.contains("disconnectedSince");
			assertThat(client.getEndpoints().getConnected()).containsExactly(endpoint());
			this.names.answer(at("127.0.0.1"));
			await().until(() -> server.received().contains("early"));
			assertThat(client.getEndpoints().getEstablished()).containsExactly(endpoint());
			assertThat(health(context).getDetails().toString()).doesNotContain("resolving");
		});
	}

	/** Otherwise a name service that comes back is noticed half a minute later. */
	@Test
	@Tag("long")
	void asksSoonAgainHoweverOftenThereWasNoAnswer() {
		List<Long> asked = new CopyOnWriteArrayList<>();
		run((endpoint) -> {
			asked.add(System.nanoTime());
			throw new UnknownHostException(endpoint);
		}, "push", (context, client) -> {
			await().until(() -> asked.size() > 5);
			assertThat(Duration.ofNanos(asked.get(5) - asked.get(4))).isLessThan(Duration.ofSeconds(6));
		});
	}

	@Test
	@Tag("long")
	void takesAnAnswerThatComesLateWhileOthersKeepTheirRate() {
		Server server = server("127.0.0.1");
		this.names.slow(6000).answer(at("127.0.0.1"));
		OrderService.run((runner) -> runner.withBean("names", NameService.class, () -> this.names)
			.withPropertyValues(client("push", "zmq.secure.resolve.timeout=2s")), (orders) -> {
				ManagedSocket client = TestSockets.socket(orders.context(), "client");
				client.send("patient");
				int exchanges = 0;
				int busy = 0;
				long start = System.nanoTime();
				Duration longest = Duration.ZERO;
				while (server.received().isEmpty() && System.nanoTime() - start < PATIENCE.toNanos()) {
					long before = System.nanoTime();
					orders.exchange();
					Duration took = Duration.ofNanos(System.nanoTime() - before);
					longest = (took.compareTo(longest) > 0) ? took : longest;
					exchanges++;
					busy += (client.getGauges().getPipeDepthOutbound() < 0) ? 1 : 0;
				}
				assertThat(busy).as("times that the owner of the socket was busy").isLessThanOrEqualTo(exchanges / 2);
				assertThat(server.received()).containsExactly("patient");
				assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(5));
				assertThat(longest).isLessThan(Duration.ofSeconds(5));
				assertThat(exchanges).isGreaterThan(20);
			});
	}

	@Test
	void isHeldUpByADeadNameServiceNeitherInItsWorkNorAtItsEnd() {
		this.names.die();
		long[] closing = new long[1];
		run("dealer", (context, client) -> {
			await().until(() -> client.getEndpoints()
				.getUnresolved()
				.getOrDefault(endpoint(), "")
				.startsWith("no answer for"));
			await().until(() -> this.names.getQuestions() == 3);
			Health health = health(context);
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(health.getDetails().get("guards").toString()).contains("zmq-resolver=running");
			closing[0] = System.nanoTime();
		}, "zmq.secure.resolve.timeout=300ms");
		assertThat(Duration.ofNanos(System.nanoTime() - closing[0])).isLessThan(Duration.ofSeconds(15));
	}

	@Test
	void goesOnToTheNextAddressWhenOneFails() {
		this.names.answer(at("127.0.0.3"), at("127.0.0.2"), at("127.0.0.1"));
		Server server = server("127.0.0.1");
		run("push", (context, client) -> {
			client.send("found");
			await().until(() -> server.received().contains("found"));
			assertThat(client.getConnections().getConnectionCount()).isOne();
			Server next = server("127.0.0.2");
			server.close();
			await().until(() -> next.connections() == 1);
			client.send("moved");
			await().until(() -> next.received().contains("moved"));
		});
	}

	@Test
	void goesOnWhenAServerRefusesAndForgetsTheRefusal() {
		this.names.answer(at("127.0.0.2"));
		server("127.0.0.2", CurveKeyPair.generate());
		Server server = server("127.0.0.1");
		run("push", (context, client) -> {
			await().until(() -> client.getConnections().getRefusedEndpoints().containsKey(endpoint()));
			assertThat(health(context).getStatus()).isEqualTo(Status.DOWN);
			assertThat(client.getEndpoints().getRefusal()).isNotNull();
			this.names.answer(at("127.0.0.2"), at("127.0.0.1"));
			await().until(() -> client.getConnections().isConnected());
			assertThat(client.getEndpoints().getRefusal()).isNull();
			await().untilAsserted(() -> assertThat(health(context).getStatus()).isEqualTo(Status.UP));
			client.send("found");
			await().until(() -> server.received().contains("found"));
		}, "zmq.secure.resolve.refresh=500ms");
	}

	@Test
	void losesNothingWhenANameChangesAndFollowsItOnceTheConnectionIsGone() {
		Server former = server("127.0.0.1");
		this.names.answer(at("127.0.0.1"));
		run("push", (context, client) -> {
			await().until(() -> client.getConnections().isConnected());
			Server next = server("127.0.0.2");
			int sent = 0;
			int questions = this.names.getQuestions();
			this.names.answer(at("127.0.0.2"));
			long end = System.nanoTime() + PATIENCE.toNanos();
			while (this.names.getQuestions() < questions + 4 && System.nanoTime() - end < 0) {
				client.send("message " + sent++);
			}
			assertThat(this.names.getQuestions()).isGreaterThanOrEqualTo(questions + 4);
			int expected = sent;
			await().until(() -> former.received().size() == expected);
			assertThat(next.received()).isEmpty();
			former.close();
			await().until(() -> next.connections() == 1);
			client.send("moved");
			await().until(() -> next.received().contains("moved"));
			assertThat(former.received()).hasSize(expected);
		}, "zmq.secure.resolve.refresh=100ms");
	}

	@ParameterizedTest
	@CsvSource({ "pull, push", "pair, pair", "channel, channel" })
	void leavesAnAddressThatNobodyListensAtWhenTheNameChanges(String receiver, String sender) {
		this.names.answer(at("127.0.0.3"));
		Server server = server(receiver, "127.0.0.2", this.serverKey);
		run(sender, (context, client) -> {
			await().until(() -> client.getEndpoints().getUnresolved().isEmpty());
			this.names.answer(at("127.0.0.2"));
			client.send("moved");
			await().until(() -> server.received().contains("moved"));
		}, "zmq.secure.resolve.refresh=200ms");
	}

	@ParameterizedTest
	@ValueSource(strings = { "first", "all" })
	void leavesWhatANameStandsForNoMoreAndSaysThatItStandsForNothing(String mode) {
		Server server = server("127.0.0.1");
		AtomicReference<List<String>> answer = new AtomicReference<>(List.of(at("127.0.0.1")));
		AtomicInteger questions = new AtomicInteger();
		EndpointSource source = (endpoint) -> {
			questions.incrementAndGet();
			return answer.get();
		};
		run(source, "push", (context, client) -> {
			await().until(() -> client.getConnections().isConnected());
			answer.set(List.of());
			await().until(() -> !client.getEndpoints().getUnresolved().isEmpty());
			client.send("kept");
			await().until(() -> server.received().contains("kept"));
			server.close();
			await().until(() -> !client.getConnections().isConnected());
			Server again = server("127.0.0.1");
			int before = questions.get();
			await().until(() -> questions.get() > before + 3);
			assertThat(again.connections()).isZero();
			assertThat(client.getEndpoints().getUnresolved().toString()).contains("stands for no address");
			answer.set(List.of(at("127.0.0.1")));
			await().until(() -> again.connections() == 1);
			assertThat(client.getEndpoints().getUnresolved()).isEmpty();
		}, "zmq.secure.resolve.refresh=200ms", "zmq.secure.sockets.client.resolve=" + mode);
	}

	@Test
	void connectsToAllAddressesAndFollowsThem() {
		Server first = server("127.0.0.1");
		Server second = server("127.0.0.2");
		this.names.answer(at("127.0.0.1"), at("127.0.0.2"));
		run("push", (context, client) -> {
			await().until(() -> client.getConnections().getConnectionCount() == 2);
			Server third = server("127.0.0.3");
			this.names.answer(at("127.0.0.2"), at("127.0.0.3"));
			await().until(() -> client.getConnections().getConnectionCount() == 3);
			assertThat(client.getEndpoints().getEstablished()).containsExactly(endpoint());
			for (int i = 0; i < 30; i++) {
				client.send("message");
			}
			await().until(() -> first.received().size() + second.received().size() + third.received().size() == 30);
			assertThat(first.received()).hasSize(10);
			first.close();
			await().until(() -> client.getConnections().getConnectionCount() == 2);
			Server again = server("127.0.0.1");
			int questions = this.names.getQuestions();
			await().until(() -> this.names.getQuestions() > questions + 3);
			assertThat(client.getConnections().getConnectionCount()).isEqualTo(2);
			assertThat(again.connections()).isZero();
			second.close();
			Server back = server("127.0.0.2");
			await().until(() -> back.connections() == 1);
		}, "zmq.secure.sockets.client.resolve=all", "zmq.secure.resolve.refresh=300ms");
	}

	@Test
	void keepsAConnectionThatTwoNamesShareUntilTheLastLeaves() {
		Server shared = server("127.0.0.1");
		Map<String, List<String>> answers = new ConcurrentHashMap<>(
				Map.of(endpoint(), List.of(at("127.0.0.1")), other(), List.of(at("127.0.0.1"))));
		run(answers::get, "push", (context, client) -> {
			await().until(() -> established(client).equals(Set.of(endpoint(), other())));
			assertThat(client.getConnections().getConnectionCount()).isOne();
			Server next = server("127.0.0.2");
			shared.close();
			await().until(() -> client.getEndpoints().getEstablished().isEmpty());
			answers.put(endpoint(), List.of(at("127.0.0.2")));
			await().until(() -> established(client).equals(Set.of(endpoint())));
			Server back = server("127.0.0.1");
			await().until(() -> established(client).equals(Set.of(endpoint(), other())));
			answers.put(other(), List.of(at("127.0.0.2")));
			back.close();
			await().until(() -> client.getConnections().getConnectionCount() == 1);
			await().until(() -> established(client).equals(Set.of(endpoint(), other())));
			assertThat(client.getConnections().getConnectionCount()).isOne();
			assertThat(next.connections()).isOne();
		}, "zmq.secure.sockets.client.connect=" + endpoint() + "," + other(), "zmq.secure.resolve.refresh=200ms");
	}

	@Test
	void keepsWhatAnotherNameSharesWhenANameDropsItsAddress() {
		Server shared = server("127.0.0.1");
		Server former = server("127.0.0.2");
		Map<String, List<String>> answers = new ConcurrentHashMap<>(Map.of(endpoint(),
				List.of(at("127.0.0.1"), at("127.0.0.2")), other(), List.of(at("127.0.0.2"), at("127.0.0.1"))));
		run(answers::get, "push", (context, client) -> {
			await().until(() -> client.getConnections().getConnectionCount() == 2);
			answers.put(endpoint(), List.of(at("127.0.0.1")));
			former.close();
			await().until(() -> client.getConnections().getConnectionCount() == 1);
			Server back = server("127.0.0.2");
			await().until(() -> back.connections() == 1);
			assertThat(shared.connections()).isOne();
			assertThat(client.getEndpoints().getEstablished()).containsOnly(endpoint(), other());
		}, "zmq.secure.sockets.client.connect=" + endpoint() + "," + other(), "zmq.secure.sockets.client.resolve=all",
				"zmq.secure.resolve.refresh=200ms");
	}

	@Test
	void keepsEachAddressWithinTheAllowList() {
		Server denied = server("127.0.0.1");
		Server server = server("127.0.0.2");
		this.names.answer(at("127.0.0.1"));
		run("push", (context, client) -> {
			await().until(() -> health(context).getStatus().equals(Status.DOWN));
			assertThat(health(context).getDetails().toString()).contains("it stands for 127.0.0.1, which is not in "
					+ "the list [tcp://127.0.0.2:*, tcp://127.0.0.4:*]; add it to 'zmq.secure.connect-allowlist'");
			this.names.answer(at("127.0.0.1"), at("127.0.0.2"), at("127.0.0.1"));
			client.send("allowed");
			await().until(() -> server.received().contains("allowed"));
			await().untilAsserted(() -> assertThat(health(context).getStatus()).isEqualTo(Status.UP));
			assertThat(denied.connections()).isZero();
		}, "zmq.secure.connect-allowlist=tcp://127.0.0.2:*,tcp://127.0.0.4:*", "zmq.secure.resolve.refresh=300ms");
	}

	@Test
	void survivesWhateverTheNameServiceAnswers() {
		Server server = server("127.0.0.1");
		List<Callable<List<String>>> answers = List.of(() -> null, () -> Arrays.asList(at("127.0.0.1"), null), () -> {
			throw new StackOverflowError("resolver");
		}, () -> {
			throw new OutOfMemoryError("resolver");
		}, () -> {
			throw new IllegalStateException((String) null);
		}, () -> List.of("tcp://127.0.0.1:*"), () -> List.of("inproc://here"), () -> List.of("x".repeat(1_000_000)),
				() -> Collections.nCopies(10_000, at("127.0.0.1")));
		AtomicInteger asked = new AtomicInteger();
		EndpointSource source = (endpoint) -> {
			try {
				return answers.get(Math.min(asked.getAndIncrement(), answers.size() - 1)).call();
			}
			catch (Exception ex) {
				throw new IOException(ex);
			}
		};
		run(source, "push", (context, client) -> {
			client.send("early");
			await().until(() -> server.received().contains("early"));
			assertThat(server.connections()).isOne();
			await().untilAsserted(() -> assertThat(health(context).getStatus()).isEqualTo(Status.UP));
		}, "zmq.secure.resolve.refresh=50ms", "zmq.secure.sockets.client.resolve=all");
	}

	@ParameterizedTest
	@ValueSource(strings = { "first", "all" })
	void leavesOutEntriesThatCannotBeUsed(String mode) {
		Server server = server("127.0.0.1");
		List<String> answer = Arrays.asList("tcp://[fe80::1%nowhere]:5555", "nonsense", null, at("127.0.0.1"),
				"tcp://127.0.0.1:*", "inproc://here", "tcp://orders.test:5555", "tcp://[fe80::1%]:5555");
		run((endpoint) -> answer, "push", (context, client) -> {
			client.send("message");
			await().until(() -> server.received().contains("message"));
			assertThat(server.connections()).isOne();
			await().untilAsserted(() -> assertThat(health(context).getStatus()).isEqualTo(Status.UP));
		}, "zmq.secure.sockets.client.resolve=" + mode);
	}

	@Test
	void looksAtSomeOfTheEntriesOfAnAnswerThatDoesNotEnd() {
		Server server = server("127.0.0.1");
		List<String> answer = new AbstractList<>() {

			@Override
			public String get(int index) {
				return (index == 0) ? at("127.0.0.1") : "nonsense";
			}

			@Override
			public int size() {
				return Integer.MAX_VALUE;
			}

		};
		run((endpoint) -> answer, "push", (context, client) -> {
			client.send("message");
			await().until(() -> server.received().contains("message"));
		});
	}

	@Test
	void usesSomeOfTenThousandAddressesAndStopsAtOnce() {
		Server server = server("127.0.0.1");
		List<String> addresses = new ArrayList<>(List.of(at("127.0.0.1")));
		IntStream.range(0, 10_000).forEach((i) -> addresses.add(at("127.1." + i / 250 + "." + (1 + i % 250))));
		long[] closing = new long[1];
		run((endpoint) -> addresses, "push", (context, client) -> {
			for (int i = 0; i < 100; i++) {
				client.send("message");
			}
			await().until(() -> server.received().size() == 100);
			IoThreadSabotage.kill(context.getBean(HardenedContext.class));
			await().until(() -> context.getBean(HardenedContext.class).getRenewals() == 1);
			await().until(client.getConnections()::isConnected);
			client.send("rebuilt");
			await().until(() -> server.received().contains("rebuilt"));
			closing[0] = System.nanoTime();
		}, "zmq.secure.resolve.refresh=200ms", "zmq.secure.sockets.client.resolve=all");
		assertThat(Duration.ofNanos(System.nanoTime() - closing[0])).isLessThan(Duration.ofSeconds(30));
	}

	@Test
	@Tag("long")
	void balancesEachMessageWhileANameChangesAllTheTime() {
		List<Server> all = List.of(server("127.0.0.1"), server("127.0.0.2"), server("127.0.0.3"));
		AtomicInteger asked = new AtomicInteger();
		run((endpoint) -> {
			int mask = 1 + asked.incrementAndGet() % 7;
			return IntStream.range(0, 3)
				.filter((i) -> (mask >> i & 1) == 1)
				.mapToObj((i) -> at("127.0.0." + (i + 1)))
				.toList();
		}, "push", (context, client) -> {
			long sent = 0;
			long end = System.nanoTime() + PATIENCE.toNanos();
			while (asked.get() < 30 && System.nanoTime() - end < 0) {
				client.send("message");
				sent++;
			}
			assertThat(asked).hasValueGreaterThanOrEqualTo(30);
			long accepted = sent;
			await().until(() -> client.getGauges().getQueueDepth() == 0 && PipeDepths.outbound(client) == 0);
			long dropped = client.getStatistics().getDropped(MessageDirection.OUTBOUND, DropReason.PEER_GONE);
			assertThat(client.getStatistics().getSent()).isEqualTo(accepted);
			await().untilAsserted(() -> assertThat(taken(all) + dropped).isEqualTo(accepted));
		}, "zmq.secure.sockets.client.resolve=all", "zmq.secure.resolve.refresh=100ms");
	}

	private static long taken(List<Server> servers) {
		return servers.stream()
			.map((each) -> TestSockets.socket(each.context(), "server").getStatistics())
			.mapToLong((each) -> each.getReceived() + each.getDropped(MessageDirection.INBOUND, DropReason.CLOSED)
					+ each.getDropped(MessageDirection.INBOUND, DropReason.PEER_GONE))
			.sum();
	}

	@Test
	void keepsWhatItKnowsWhenTheContextIsRebuiltAndTheNameServiceIsDead() {
		Server server = server("127.0.0.1");
		this.names.answer(at("127.0.0.1"));
		run("push", (context, client) -> {
			await().until(() -> client.getConnections().isConnected());
			this.names.die();
			HardenedContext sockets = context.getBean(HardenedContext.class);
			ZContext former = sockets.get();
			IoThreadSabotage.kill(sockets);
			await().until(() -> sockets.get() != former);
			client.send("rebuilt");
			await().until(() -> server.received().contains("rebuilt"));
		});
	}

	@Test
	void resolvesForSocketsThatTheirUsersOwn() {
		Server server = server("127.0.0.1");
		String written = "TCP://Orders.Test:" + this.port;
		this.names.answer(at("127.0.0.1"));
		run("push", (context, client) -> {
			SecureSocketFactory factory = context.getBean(SecureSocketFactory.class);
			try (ZMQ.Socket socket = await().pollInSameThread()
				.ignoreExceptionsInstanceOf(SocketBindException.class)
				.until(() -> factory.open("client"), Objects::nonNull)) {
				socket.setLinger(5000);
				socket.send("raw");
				await().until(() -> server.received().contains("raw"));
			}
			this.names.answer();
			assertThatExceptionOfType(SocketBindException.class).isThrownBy(() -> factory.open("client"))
				.withMessageContaining("could not connect '" + written + "'")
				.withMessageContaining("The host of '" + written + "' cannot be resolved to an address (not found)");
		}, "zmq.secure.resolve.timeout=1s", "zmq.secure.sockets.client.connect=" + written);
	}

	@ParameterizedTest
	@ValueSource(strings = { "first", "all" })
	void tellsUsersOfSocketsOfTheirOwnThatANameStandsForNothing(String mode) {
		run((endpoint) -> List.of(), "push",
				(context, client) -> assertThatExceptionOfType(SocketBindException.class)
					.isThrownBy(() -> context.getBean(SecureSocketFactory.class).open("client"))
					.withMessageContaining("stands for no address at this moment"),
				"zmq.secure.sockets.client.resolve=" + mode);
	}

	@Test
	void refusesAllAddressesForASocketWithOnePeer() {
		TestSockets.runner()
			.withPropertyValues(client("pair", "zmq.secure.sockets.client.resolve=all"))
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("has one peer at most"));
	}

	private String endpoint() {
		return "tcp://orders.test:" + this.port;
	}

	private static Set<String> established(ManagedSocket client) {
		return Set.copyOf(client.getEndpoints().getEstablished());
	}

	private String other() {
		return "tcp://invoices.test:" + this.port;
	}

	private String at(String address) {
		return "tcp://" + address + ":" + this.port;
	}

	private String[] client(String type, String... properties) {
		List<String> all = new ArrayList<>(
				List.of("zmq.secure.sockets.client.type=" + type, "zmq.secure.sockets.client.connect=" + endpoint(),
						"zmq.secure.sockets.client.key=client", "zmq.secure.sockets.client.server=server",
						TestSockets.key("client", this.clientKey), TestSockets.peer("server", this.serverKey)));
		all.addAll(List.of(properties));
		return all.toArray(String[]::new);
	}

	private void run(String type, ClientTest test, String... properties) {
		run(this.names, type, test, properties);
	}

	private void run(EndpointSource source, String type, ClientTest test, String... properties) {
		TestSockets.runner()
			.withConfiguration(AutoConfigurations.of(ZmqHealthContributorAutoConfiguration.class))
			.withBean("names", EndpointSource.class, () -> source)
			.withPropertyValues(client(type, properties))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				test.run(context, TestSockets.socket(context, "client"));
			});
	}

	private static Health health(ApplicationContext context) {
		Health health = ZmqHealth.of(context);
		assertThat(health).isNotNull();
		return health;
	}

	private Server server(String address) {
		return server(address, this.serverKey);
	}

	private Server server(String address, CurveKeyPair key) {
		return server("pull", address, key);
	}

	private Server server(String type, String address, CurveKeyPair key) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		TestPropertyValues
			.of("zmq.secure.sockets.server.type=" + type, "zmq.secure.sockets.server.bind=" + at(address),
					"zmq.secure.bind-allowlist=tcp://127.0.0.0/8:*", "zmq.secure.sockets.server.key=server",
					"zmq.secure.sockets.server.clients=client", TestSockets.key("server", key),
					TestSockets.peer("client", this.clientKey))
			.applyTo(context);
		context.register(ZmqSecureAutoConfiguration.class);
		context.refresh();
		Server server = new Server(context, new ConcurrentLinkedQueue<>());
		ManagedSocket socket = TestSockets.socket(context, "server");
		socket.setHandler((message) -> server.received().add(message.text(-1)));
		assertThat(socket.getInbound().awaitDispatched(PATIENCE)).isTrue();
		this.servers.add(server);
		return server;
	}

	/**
	 * A server.
	 *
	 * @param context its application
	 * @param received what it received
	 */
	private record Server(ConfigurableApplicationContext context, Queue<String> received) {

		int connections() {
			return TestSockets.socket(this.context, "server").getConnections().getConnectionCount();
		}

		void close() {
			this.context.close();
		}

	}

	/**
	 * A test of the client.
	 */
	@FunctionalInterface
	private interface ClientTest {

		void run(ApplicationContext context, ManagedSocket client) throws Exception;

	}

}
