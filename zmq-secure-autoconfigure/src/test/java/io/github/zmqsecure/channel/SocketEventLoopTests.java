// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import io.github.zmqsecure.memory.ByteAccount;
import io.github.zmqsecure.socket.HardenedContext;
import io.github.zmqsecure.socket.HeaderMode;
import io.github.zmqsecure.socket.SecureSocketFactory;
import io.github.zmqsecure.socket.SocketCustomizer;
import io.github.zmqsecure.socket.SocketSettings;
import io.github.zmqsecure.support.Blocked;
import io.github.zmqsecure.support.IoThreadSabotage;
import io.github.zmqsecure.support.Pair;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link SocketEventLoop}: nothing ends it for good, and nobody who waits is
 * forgotten.
 */
class SocketEventLoopTests {

	private final Pair pair = new Pair("pull", "push");

	@Test
	void wakesItsSuccessorForThoseWhoWaitedForRoom() {
		this.pair.client("queue-capacity=10", "options.snd-timeo=1m").runClient((client) -> {
			IntStream.range(0, 10).forEach((i) -> client.socket().send("message " + i));
			List<CompletableFuture<Boolean>> blocked = IntStream.range(0, 8)
				.mapToObj((i) -> Blocked.supply(() -> client.socket().send("blocked " + i)))
				.toList();
			HardenedContext context = client.context().getBean(HardenedContext.class);
			IoThreadSabotage.kill(context);
			await().until(() -> context.getRenewals() == 1 && client.socket().isOpen());
			Queue<String> received = new ConcurrentLinkedQueue<>();
			this.pair.runServer((server) -> {
				server.socket().setHandler((message) -> received.add(message.text(-1)));
				await().until(() -> received.size() == 18);
			});
			assertThat(blocked).hasSize(8).allMatch(CompletableFuture::join);
			await().until(() -> client.socket().getGauges().getQueueDepth() == 0);
		});
	}

	@Test
	void goesOnWhenTheHandlerOrATaskThrowsAnything() {
		this.pair.run((server, client) -> {
			Queue<String> received = new ConcurrentLinkedQueue<>();
			AtomicInteger calls = new AtomicInteger();
			server.setHandler((message) -> {
				if (calls.getAndIncrement() < 2) {
					throw SocketEventLoopTests.<RuntimeException>sneaky((calls.get() == 1)
							? new StackOverflowError("injected by the test") : new Exception("injected by the test"));
				}
				received.add(message.text(0));
			});
			server.getLifecycle().getLoop().execute((open) -> {
				throw new StackOverflowError("injected by the test");
			});
			SocketEventLoop loop = server.getLifecycle().getLoop().get();
			IntStream.range(0, 3).forEach((i) -> client.send("message " + i));
			await().until(() -> received.contains("message 2"));
			assertThat(server.getStatistics().getDropped(DropReason.HANDLER_FAILED)).isEqualTo(2);
			assertThat(server.getLifecycle().getLoop().get()).isSameAs(loop);
		});
	}

	@Test
	void isReplacedWhenItFailsAndKeepsWhatWaits() {
		AtomicReference<Error> failure = new AtomicReference<>();
		SocketCustomizer customizer = (settings, socket) -> {
			Error error = failure.getAndSet(null);
			if (error != null) {
				throw error;
			}
		};
		this.pair.clientRunner().withBean(SocketCustomizer.class, () -> customizer).run((context) -> {
			ManagedSocket client = context.getBean(ManagedSockets.class).get("client");
			IntStream.range(0, 5).forEach((i) -> client.send("message " + i));
			failure.set(new StackOverflowError("injected by the test"));
			HardenedContext hardened = context.getBean(HardenedContext.class);
			IoThreadSabotage.kill(hardened);
			await().until(() -> failure.get() == null && client.isOpen());
			Queue<String> received = new ConcurrentLinkedQueue<>();
			this.pair.runServer((server) -> {
				server.socket().setHandler((message) -> received.add(message.text(-1)));
				await().until(() -> received.size() == 5);
			});
		});
	}

	@Test
	void leavesNoSocketBoundThatCouldNotBePutToUse() {
		this.pair.server("bind=tcp://127.0.0.1:*").runServer((server) -> {
			SocketSettings settings = server.socket().getSettings();
			SocketOpener opener = new SocketOpener(settings, HeaderMode.FALSE,
					server.context().getBean(SecureSocketFactory.class), server.socket().getConnections(),
					new Subscriptions(), server.socket().getInbound(), new OwedReply(() -> {
					}));
			AtomicReference<URI> bound = new AtomicReference<>();
			SocketEventLoop loop = new SocketEventLoop(settings, () -> opener.open(List.of()), (socket) -> {
				bound.set(URI.create(socket.socket().getLastEndpoint()));
				throw new StackOverflowError("injected by the test");
			}, (open, socket) -> {
				throw new AssertionError();
			}, new OutboundQueue(1, new ByteAccount(1), new MessageStatistics(), () -> {
			}));
			assertThatThrownBy(loop::start).hasRootCauseInstanceOf(StackOverflowError.class);
			await().ignoreExceptionsInstanceOf(BindException.class)
				.untilAsserted(
						() -> new ServerSocket(bound.get().getPort(), 1, InetAddress.getLoopbackAddress()).close());
		});
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> RuntimeException sneaky(Throwable failure) throws T {
		throw (T) failure;
	}

}
