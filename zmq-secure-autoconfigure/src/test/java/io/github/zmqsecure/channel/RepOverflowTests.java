// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

import io.github.zmqsecure.memory.ByteAccount;
import io.github.zmqsecure.memory.MemoryBudget;
import io.github.zmqsecure.socket.HardenedContext;
import io.github.zmqsecure.support.Blocked;
import io.github.zmqsecure.support.IoThreadSabotage;
import io.github.zmqsecure.support.Pair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for REP sockets whose replies find no room: their requesters get an empty frame,
 * and the next request is replied to.
 */
class RepOverflowTests {

	private static final ZmqMessage LARGE = ZmqMessage.of(new byte[200_000]);

	private static final ZmqMessage SMALL = ZmqMessage.of("small");

	private final Pair pair = new Pair("rep", "dealer").server("options.snd-timeo=100ms");

	private final Queue<String> replies = new ConcurrentLinkedQueue<>();

	@ParameterizedTest
	@CsvSource({ "block, true", "block, false", "fail, true", "fail, false", "drop-newest, true",
			"drop-newest, false" })
	void givesAnEmptyReplyWhereThereIsNoRoom(String overflow, boolean onOwner) {
		ExecutorService workers = Executors.newFixedThreadPool(2);
		this.pair.server("overflow=" + overflow).runServer((server) -> this.pair.runClient((client) -> {
			Runnable free = fillMemory(server.context());
			server.socket().setHandler((request) -> {
				ZmqMessage reply = (request.text(0).equals("large")) ? LARGE : SMALL;
				Executor executor = (onOwner) ? Runnable::run : workers;
				executor.execute(() -> reply(server.socket(), request, reply));
			});
			assertThat(ask(client, "large")).isEmpty();
			assertThat(ask(client, "small")).isEqualTo("small");
			assertThat(ask(client, "large")).isEmpty();
			assertThat(server.socket().getStatistics().getDropped(DropReason.QUEUE_FULL)).isEqualTo(2);
			free.run();
			assertThat(ask(client, "large")).hasSize(200_000);
			await().until(() -> server.socket().getGauges().getQueueDepth() == 0);
			assertThat(server.socket().getStatistics().getDropped(DropReason.NO_REQUEST)).isZero();
		}));
		workers.shutdown();
	}

	@Test
	void givesAnEmptyReplyWhereTheOneWhoWaitsForRoomIsInterrupted() {
		this.pair.server("options.snd-timeo=1h").runServer((server) -> this.pair.runClient((client) -> {
			fillMemory(server.context());
			Waiting waiting = waitForRoom(server, client);
			waiting.thread.interrupt();
			await().until(() -> this.replies.size() == 1);
			assertThat(this.replies.remove()).isEmpty();
			await().until(waiting.reply::isCompletedExceptionally);
			server.socket().setHandler((request) -> server.socket().reply(request, SMALL));
			assertThat(ask(client, "next")).isEqualTo("small");
		}));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void givesNoReplyToTheRequestOfAnotherWhenTheSocketWasRebuiltMeanwhile(boolean interrupted) {
		this.pair.server("options.snd-timeo=1h").runServer((server) -> this.pair.runClient((client) -> {
			Runnable free = fillMemory(server.context());
			Waiting waiting = waitForRoom(server, client);
			Queue<ZmqMessage> requests = new ConcurrentLinkedQueue<>();
			server.socket().setHandler(requests::add);
			IoThreadSabotage.kill(server.context().getBean(HardenedContext.class));
			await().until(() -> {
				client.socket().send("", "after the rebuild");
				return !requests.isEmpty();
			});
			if (interrupted) {
				waiting.thread.interrupt();
			}
			else {
				free.run();
			}
			await().until(waiting.reply::isDone);
			await().until(() -> server.socket().getGauges().getQueueDepth() == 0);
			server.socket().reply(requests.remove(), SMALL);
			await().until(() -> !this.replies.isEmpty());
			assertThat(this.replies.remove()).isEqualTo("small");
			assertThat(server.socket().getStatistics().getDropped(DropReason.NO_REQUEST))
				.isEqualTo((interrupted) ? 0 : 1);
		}));
	}

	@Test
	void givesAnEmptyReplyInPlaceOfOneThatIsWithdrawn() {
		this.pair.runServer((server) -> this.pair.runClient((client) -> {
			server.socket().setHandler((request) -> server.socket().enqueue(SMALL).ifPresent(QueuedMessage::withdraw));
			assertThat(ask(client, "first")).isEmpty();
			assertThat(ask(client, "second")).isEmpty();
			assertThat(server.socket().getStatistics().getDropped(DropReason.WITHDRAWN)).isEqualTo(2);
		}));
	}

	/**
	 * Have a reply wait for room.
	 */
	private Waiting waitForRoom(Pair.Side server, Pair.Side client) {
		Queue<ZmqMessage> requests = new ConcurrentLinkedQueue<>();
		server.socket().setHandler(requests::add);
		client.socket().setHandler((reply) -> this.replies.add(reply.text(-1)));
		client.socket().send("", "request");
		await().until(() -> requests.size() == 1);
		AtomicReference<Thread> thread = new AtomicReference<>();
		CompletableFuture<Boolean> reply = Blocked.supply(() -> {
			thread.set(Thread.currentThread());
			return server.socket().reply(requests.remove(), LARGE);
		});
		return new Waiting(reply, thread.get());
	}

	private String ask(Pair.Side client, String request) {
		client.socket().setHandler((reply) -> this.replies.add(reply.text(-1)));
		client.socket().send("", request);
		await().until(() -> !this.replies.isEmpty());
		return this.replies.remove();
	}

	private static void reply(ManagedSocket socket, ZmqMessage request, ZmqMessage reply) {
		try {
			socket.reply(request, reply);
		}
		catch (QueueFullException ex) {
			// There is no room, which is counted.
			return;
		}
	}

	/**
	 * Occupy what the messages in all queues may have.
	 * @return what frees it
	 */
	private static Runnable fillMemory(ApplicationContext context) {
		ByteAccount queued = context.getBean(MemoryBudget.class).getAccount(MemoryBudget.Stage.QUEUED);
		long bytes = queued.getLimit();
		queued.take(bytes);
		return () -> queued.release(bytes);
	}

	/**
	 * A reply that waits for room.
	 *
	 * @param reply what becomes of it
	 * @param thread the thread that waits
	 */
	private record Waiting(CompletableFuture<Boolean> reply, Thread thread) {
	}

}
