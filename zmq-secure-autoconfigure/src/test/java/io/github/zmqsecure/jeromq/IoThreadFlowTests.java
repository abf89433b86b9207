// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import javax.management.JMException;
import javax.management.ObjectName;

import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.memory.MemoryBudget;
import io.github.zmqsecure.socket.HardenedContext;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.ModelSockets;
import io.github.zmqsecure.support.OrderService;
import io.github.zmqsecure.support.Pair;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import zmq.Ctx;

import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Who is cut for keeping others waiting, and who is not; and what is kept of those that
 * have left.
 */
class IoThreadFlowTests {

	private static final int LARGE = 900_000;

	private static final int FIRST_IO_THREAD = 2;

	private static final int PUBLISHERS = 200;

	@RepeatedTest(3)
	void cutsNobodyForTheTimeThatTheIoThreadItselfDidNotGetOn() throws InterruptedException {
		boolean shown = false;
		for (int i = 0; i < 5 && !shown; i++) {
			shown = cutsNobodyWhileTheIoThreadSleeps();
		}
		assertThat(shown).as("a round in which the peers themselves got on").isTrue();
	}

	private static boolean cutsNobodyWhileTheIoThreadSleeps() throws InterruptedException {
		try (OrderService orders = OrderService.start("zmq.secure.limits.max-total-bytes=4MB");
				CurvePeer first = peer(orders, "listed");
				CurvePeer second = peer(orders, "gateway")) {
			byte[] firstFrame = beginMessage(first);
			await().until(() -> received(orders) >= LARGE / 2);
			long begun = System.nanoTime();
			byte[] secondFrame = beginMessage(second);
			CountDownLatch asleep = new CountDownLatch(1);
			executor(orders).execute(() -> {
				asleep.countDown();
				LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(3));
			});
			assertThat(asleep.await(60, TimeUnit.SECONDS)).isTrue();
			endMessage(first, firstFrame);
			endMessage(second, secondFrame);
			if (Duration.ofNanos(System.nanoTime() - begun).toMillis() > 1500) {
				return false;
			}
			assertThat(first.opened()).hasSize(LARGE);
			assertThat(second.opened()).hasSize(LARGE);
			return true;
		}
	}

	@Test
	void keepsNothingOfPublishersThatHaveLeft() {
		ModelSockets.pair("sub", "pub")
			.withPropertyValues("zmq.secure.sockets.server.subscribe=orders")
			.run((context) -> {
				int before = connectionsInMemory();
				CurveKeys keys = context.getBean(CurveKeys.class);
				int port = TestSockets.port(context, "server");
				for (int i = 0; i < PUBLISHERS; i++) {
					try (CurvePeer publisher = new CurvePeer(port, keys.getKeyPair("gateway"),
							keys.getKeyPair("orders-service").publicKey())) {
						publisher.handshake(Map.of("Socket-Type", "PUB"));
					}
				}
				await().untilAsserted(() -> assertThat(connectionsInMemory() - before).isLessThan(PUBLISHERS / 2));
			});
	}

	@Test
	void nobodyWaitsForAConnectionThatEndedWhileItWasTakenForFull() {
		Pair pair = new Pair("push", "pull").server("options.snd-hwm=100000");
		pair.serverRunner().withPropertyValues("zmq.secure.limits.max-total-bytes=4MB").run((context) -> {
			ManagedSocket push = TestSockets.socket(context, "server");
			FlowControl flow = (FlowControl) ReflectionTestUtils.getField(push.getConnections().getFlow(), "control");
			assertThat(flow).isNotNull();
			try (CurvePeer peer = new CurvePeer("127.0.0.1", pair.port(), pair.clientKey(),
					pair.serverKey().publicKey(), 4096)) {
				peer.handshake(Map.of("Socket-Type", "PULL"));
				await().until(push.getConnections()::isConnected);
				await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> {
					if (push.getGauges().getQueueDepth() == 0 && !flow.isWaitedFor()) {
						push.send(ZmqMessage.of(new byte[4000]));
					}
					return flow.isWaitedFor() && push.getGauges().getQueueDepth() == 0;
				});
				await().during(Duration.ofSeconds(1)).until(flow::isWaitedFor);
			}
			await().until(() -> !push.getConnections().isConnected());
			MemoryBudget memory = context.getBean(MemoryBudget.class);
			await().until(() -> memory.getHeld() == 0);
			await().untilAsserted(() -> assertThat(flow.isWaitedFor()).isFalse());
		});
	}

	/**
	 * Those that can be reached, by a collection.
	 */
	private static int connectionsInMemory() throws JMException {
		String histogram = (String) ManagementFactory.getPlatformMBeanServer()
			.invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram",
					new Object[] { new String[0] }, new String[] { String[].class.getName() });
		return histogram.lines()
			.map((line) -> line.trim().split("\\s+", -1))
			.filter((columns) -> columns.length >= 4 && columns[3].equals(ConnectionFlow.class.getName()))
			.mapToInt((columns) -> Integer.parseInt(columns[1]))
			.sum();
	}

	private static CurvePeer peer(OrderService orders, String name) {
		CurveKeyPair pair = orders.context().getBean(CurveKeys.class).getKeyPair(name);
		CurvePeer peer = new CurvePeer(orders.port(), pair, orders.serverKey());
		peer.timeout(20_000);
		return peer.handshake(Map.of());
	}

	private static byte[] beginMessage(CurvePeer peer) {
		byte[] body = peer.seal(0, new byte[LARGE]);
		byte[] frame = ByteBuffer.allocate(9 + body.length).put((byte) 2).putLong(body.length).put(body).array();
		peer.send(Arrays.copyOf(frame, frame.length / 2 + 100_000));
		return frame;
	}

	private static void endMessage(CurvePeer peer, byte[] frame) {
		peer.send(Arrays.copyOfRange(frame, frame.length / 2 + 100_000, frame.length));
	}

	private static long received(OrderService orders) {
		return orders.context().getBean(MemoryBudget.class).getAccount(MemoryBudget.Stage.RECEIVING).getHeld();
	}

	private static IoThreadExecutor executor(OrderService orders) {
		Ctx ctx = JeromqInternals.get().context().ctx(orders.context().getBean(HardenedContext.class).get());
		return new IoThreadExecutor(ctx, FIRST_IO_THREAD, JeromqInternals.get().mailbox().poller(ctx, FIRST_IO_THREAD));
	}

}
