// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.model;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import io.github.zmqsecure.annotation.ZmqListener;
import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.MessageStatistics;
import io.github.zmqsecure.channel.QueueFullException;
import io.github.zmqsecure.support.KeyPairs;
import io.github.zmqsecure.support.KilledPeer;
import io.github.zmqsecure.support.LibzmqProgram;
import io.github.zmqsecure.support.ModelSockets;
import io.github.zmqsecure.support.PipeDepths;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.TestSockets;
import io.github.zmqsecure.template.PeerGoneException;
import io.github.zmqsecure.template.ZmqTemplate;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zeromq.ZMQ;

import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Kills a peer that runs libzmq by {@code SIGKILL} and starts another, again and again,
 * and balances what was sent with what the peers had noted before they died.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class KilledPeerTests {

	/** Of each test. */
	private static final int ROUNDS = Integer.getInteger("kill.rounds", 100) / 4;

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final int AT_ONCE = 20;

	@TempDir
	private static Path directory;

	private static Path program;

	private final int port = Ports.free();

	private final ZMQ.Curve.KeyPair server = ZMQ.Curve.generateKeyPair();

	private final ZMQ.Curve.KeyPair client = ZMQ.Curve.generateKeyPair();

	private final Random random = new Random();

	private final KillReport report = new KillReport();

	@BeforeAll
	static void compile() throws Exception {
		program = LibzmqProgram.compile("killed_peer", directory);
	}

	/**
	 * Nothing is missing but right after the last message that a receiver had, and only
	 * if it was killed while more were on their way.
	 */
	@Test
	void aReceiverTakesAlongNothingButWhatWasOnItsWayToIt() {
		run(Nobody.class, with(ModelSockets.server("push", this.port), "snd-timeo=10ms"), (context) -> {
			ManagedSocket socket = TestSockets.socket(context, "server");
			MessageStatistics statistics = socket.getStatistics();
			long accepted = 0;
			long received = 0;
			long newest = 0;
			long missing = 0;
			long underWay = 0;
			for (int round = 0; round <= ROUNDS; round++) {
				boolean quiet = round == ROUNDS || this.random.nextBoolean();
				AtomicBoolean stopped = new AtomicBoolean(quiet);
				long first = accepted + 1;
				CompletableFuture<Long> sending = CompletableFuture.supplyAsync(() -> send(socket, first, stopped),
						(task) -> new Thread(task, "sender").start());
				List<Long> numbers = new ArrayList<>();
				try (KilledPeer peer = start("pull", this.client, 0, 0)) {
					numbers.add(peer.next());
					// Before it served this one, it has counted what the former took
					// along.
					underWay = missing - statistics.getDropped(DropReason.PEER_GONE);
					long last = (quiet) ? result(sending) : newest + 1 + this.random.nextInt(500);
					while (numbers.get(numbers.size() - 1) < last) {
						numbers.add(peer.next());
					}
					peer.kill(numbers::add);
				}
				awaitEnd(socket);
				stopped.set(true);
				accepted = result(sending);
				assertSuccessive(numbers);
				assertThat(numbers.get(0)).isGreaterThan(newest);
				newest = numbers.get(numbers.size() - 1);
				received += numbers.size();
				missing = accepted - received - socket.getGauges().getQueueDepth();
				assertThat(missing - statistics.getDropped(DropReason.PEER_GONE)).as("lost and not counted")
					.isBetween(underWay, (quiet) ? underWay : Long.MAX_VALUE);
				this.report.round();
			}
			assertThat(statistics.getSent()).isEqualTo(accepted);
			this.report.print("messages accepted", accepted, "received", received, "counted as peer_gone",
					statistics.getDropped(DropReason.PEER_GONE), "taken by the systems", underWay);
		});
	}

	/**
	 * What arrives of a sender is what it had sent up to some message.
	 */
	@Test
	void ofASenderArrivesWhatItHadSentUpToItsEnd() {
		run(Receiver.class, ModelSockets.server("pull", this.port), (context) -> {
			ManagedSocket socket = TestSockets.socket(context, "server");
			Numbers handled = context.getBean(Numbers.class);
			long first = 1;
			long sent = 0;
			for (int round = 0; round < ROUNDS; round++) {
				boolean quiet = this.random.nextBoolean();
				int enough = 1 + this.random.nextInt(500);
				long before = handled.count.get();
				List<Long> numbers = new ArrayList<>();
				try (KilledPeer peer = start("push", this.client, first, (quiet) ? enough : Integer.MAX_VALUE)) {
					until(() -> handled.count.get() >= before + enough);
					peer.kill(numbers::add);
				}
				awaitEnd(socket, handled);
				List<Long> arrived = handled.take();
				assertSuccessive(arrived);
				assertThat(arrived.get(0)).isEqualTo(first);
				assertThat(arrived.size()).isBetween(enough, numbers.size() + 1);
				sent += numbers.size();
				first += numbers.size() + 1;
				this.report.round();
			}
			this.report.print("messages given to libzmq", sent, "received and handled", handled.count);
		});
	}

	/**
	 * Each request ends by its reply or because its server is gone, and no server is
	 * given what another had been given.
	 */
	@Test
	void eachRequestToAServerEndsOnceAndIsHandledOnceAtMost() {
		run(Nobody.class,
				with(ModelSockets.client("dealer", this.port), "reconnect-ivl=10ms", "reconnect-ivl-max=10ms"),
				(context) -> {
					ManagedSocket socket = TestSockets.socket(context, "client");
					ZmqTemplate template = context.getBean(ZmqTemplate.class);
					Set<Long> handled = new HashSet<>();
					Set<Long> answered = new HashSet<>();
					List<CompletableFuture<String>> pending = new ArrayList<>();
					long asked = 0;
					long gone = 0;
					for (int round = 0; round <= ROUNDS; round++) {
						boolean quiet = round == ROUNDS || this.random.nextBoolean();
						List<Long> numbers = new ArrayList<>();
						try (KilledPeer peer = start("rep", this.server, 0, 0)) {
							for (int i = 0; i < AT_ONCE; i++) {
								pending.add(template.requestAsync("client", Long.toString(++asked), String.class,
										PATIENCE));
							}
							for (int i = (quiet) ? pending.size() : 1 + this.random.nextInt(AT_ONCE); i > 0; i--) {
								numbers.add(peer.next());
							}
							if (quiet) {
								until(() -> pending.stream().allMatch(CompletableFuture::isDone));
							}
							peer.kill(numbers::add);
						}
						until(() -> socket.getConnections().getConnectionCount() == 0);
						assertThat(handled).doesNotContainAnyElementsOf(numbers);
						handled.addAll(numbers);
						until(() -> pending.stream().filter((each) -> !each.isDone()).count() == waiting(socket));
						int failed = settle(pending, answered);
						assertThat(failed).isLessThanOrEqualTo((quiet) ? 0 : Integer.MAX_VALUE);
						gone += failed;
						this.report.round();
					}
					assertThat(pending).isEmpty();
					assertThat(template.getPendingRequests("client")).isZero();
					assertThat(answered.size() + gone).isEqualTo(asked);
					assertThat(handled).containsAll(answered);
					assertThat(socket.getStatistics().getDropped(DropReason.LATE_REPLY)).isZero();
					this.report.print("requests", asked, "handled", handled.size(), "replied to", answered.size(),
							"ended by PeerGoneException", gone);
				});
	}

	/**
	 * Each request that arrives of a client is handled once, and its reply sent or
	 * counted.
	 */
	@Test
	void eachRequestOfAClientIsHandledOnce() {
		run(Replier.class, ModelSockets.server("router", this.port), (context) -> {
			ManagedSocket socket = TestSockets.socket(context, "server");
			MessageStatistics statistics = socket.getStatistics();
			Numbers handled = context.getBean(Numbers.class);
			long asked = 0;
			long answered = 0;
			for (int round = 0; round < ROUNDS; round++) {
				List<Long> numbers = new ArrayList<>();
				try (KilledPeer peer = start("req", this.client, asked + 1, Integer.MAX_VALUE)) {
					for (int i = this.random.nextInt(100); i >= 0; i--) {
						numbers.add(peer.next());
					}
					peer.kill(numbers::add);
				}
				awaitEnd(socket, handled);
				List<Long> requests = numbers.stream().filter((number) -> number > 0).toList();
				List<Long> replies = numbers.stream().filter((number) -> number < 0).map((number) -> -number).toList();
				assertThat(handled.take()).isIn(requests, requests.subList(0, requests.size() - 1))
					.asInstanceOf(InstanceOfAssertFactories.LIST)
					.containsAll(replies);
				asked += requests.size();
				answered += replies.size();
				this.report.round();
			}
			await().untilAsserted(() -> assertThat(statistics.getSent() + statistics.getDropped(DropReason.UNROUTABLE))
				.isEqualTo(handled.count.get()));
			this.report.print("requests", asked, "handled", handled.count, "replies received", answered,
					"counted as unroutable", statistics.getDropped(DropReason.UNROUTABLE), "counted as peer_gone",
					statistics.getDropped(DropReason.PEER_GONE));
		});
	}

	private void run(Class<?> listener, String[] socket, ContextConsumer<AssertableApplicationContext> test) {
		ModelSockets.runner()
			.withUserConfiguration(listener)
			.withPropertyValues(KeyPairs.properties(this.server, this.client))
			.withPropertyValues(socket)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				test.accept(context);
			});
	}

	private static String[] with(String[] socket, String... options) {
		String prefix = socket[0].substring(0, socket[0].indexOf("type="));
		return Stream.concat(Stream.of(socket), Stream.of(options).map((each) -> prefix + "options." + each))
			.toArray(String[]::new);
	}

	private KilledPeer start(String kind, ZMQ.Curve.KeyPair own, long first, long count) {
		return KilledPeer.start(program, List.of(kind, "tcp://127.0.0.1:" + this.port, own.publicKey, own.secretKey,
				this.server.publicKey, Long.toString(first), Long.toString(count)));
	}

	/**
	 * Send some messages if stopped already, else as many as there is room for until
	 * then, when nobody may be left to make any.
	 */
	private static long send(ManagedSocket socket, long first, AtomicBoolean stopped) {
		long next = first;
		boolean some = stopped.get();
		while ((some) ? next < first + AT_ONCE : !stopped.get()) {
			try {
				next += (socket.send(Long.toString(next))) ? 1 : 0;
			}
			catch (QueueFullException ex) {
				// It was not accepted, and is sent again.
			}
		}
		return next - 1;
	}

	private static long result(CompletableFuture<Long> sending) {
		return sending.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
	}

	/** Move the replies of requests that ended, and count those without. */
	private static int settle(List<CompletableFuture<String>> pending, Set<Long> answered) {
		int gone = 0;
		for (CompletableFuture<String> each : pending) {
			if (each.isCompletedExceptionally()) {
				assertThat(each).failsWithin(Duration.ZERO)
					.withThrowableThat()
					.withCauseInstanceOf(PeerGoneException.class);
				gone++;
			}
			else if (each.isDone()) {
				assertThat(answered.add(Long.valueOf(each.join()))).isTrue();
			}
		}
		pending.removeIf(CompletableFuture::isDone);
		return gone;
	}

	private static void assertSuccessive(List<Long> numbers) {
		for (int i = 1; i < numbers.size(); i++) {
			assertThat(numbers.get(i)).as("none is missing in the middle").isEqualTo(numbers.get(i - 1) + 1);
		}
	}

	/** What was not sent, and will be when a server is there. */
	private static long waiting(ManagedSocket socket) {
		return socket.getGauges().getQueueDepth() + PipeDepths.outbound(socket);
	}

	/**
	 * Wait until the connection has ended, and what became of its messages is counted.
	 */
	private static void awaitEnd(ManagedSocket socket) {
		until(() -> socket.getConnections().getConnectionCount() == 0);
		until(() -> PipeDepths.outbound(socket) == 0);
	}

	/** Wait until the connection has ended, and all was handled that came over it. */
	private static void awaitEnd(ManagedSocket socket, Numbers numbers) {
		awaitEnd(socket);
		until(() -> PipeDepths.inbound(socket) == 0 && numbers.count.get() == socket.getStatistics().getReceived());
	}

	private static void until(Callable<Boolean> condition) {
		await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(condition);
	}

	@Configuration(proxyBeanMethods = false)
	static class Nobody {

	}

	static class Numbers {

		final Queue<Long> newest = new ConcurrentLinkedQueue<>();

		final AtomicLong count = new AtomicLong();

		List<Long> take() {
			List<Long> taken = new ArrayList<>();
			for (Long number = this.newest.poll(); number != null; number = this.newest.poll()) {
				taken.add(number);
			}
			return taken;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Receiver extends Numbers {

		@ZmqListener(socket = "server")
		void receive(String number) {
			this.newest.add(Long.valueOf(number));
			this.count.incrementAndGet();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Replier extends Numbers {

		@ZmqListener(socket = "server")
		String reply(String number) {
			this.newest.add(Long.valueOf(number));
			this.count.incrementAndGet();
			return number;
		}

	}

}
