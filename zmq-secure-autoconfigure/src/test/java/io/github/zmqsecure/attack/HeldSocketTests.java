/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.zmqsecure.attack;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.memory.ByteAccount;
import io.github.zmqsecure.memory.MemoryBudget;
import io.github.zmqsecure.memory.MemoryBudget.Stage;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of an application one of whose sockets receives nothing for a while: what waits
 * for it keeps no other socket from receiving.
 */
@Timeout(120)
class HeldSocketTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final int PEERS = 8;

	/** What a frame counts beside its bytes. */
	private static final int OVERHEAD = 128;

	private final int heldPort = Ports.free();

	private final int otherPort = Ports.free();

	private final CurveKeyPair server = CurveKeyPair.generate();

	private final CurveKeyPair single = CurveKeyPair.generate();

	private final List<CurveKeyPair> keys = Stream.generate(CurveKeyPair::generate).limit(PEERS).toList();

	private final Queue<Integer> receivedHeld = new ConcurrentLinkedQueue<>();

	private final AtomicInteger received = new AtomicInteger();

	@Test
	void anIdleSocketReceivesOneMessageAfterTheOther() {
		run("single", many(), (context) -> {
			ByteAccount waiting = account(context, Stage.RECEIVED);
			List<CurvePeer> peers = new ArrayList<>();
			try (CurvePeer other = connect(this.otherPort, this.single)) {
				for (int i = 0; i < PEERS; i++) {
					CurvePeer peer = connect(this.heldPort, this.keys.get(i));
					peers.add(peer);
					send(peer, twoMessages(peer, i));
				}
				await().atMost(PATIENCE).until(() -> waiting.getHeld() > waiting.getLimit() - 100_000);
				for (int i = 1; i <= 10; i++) {
					other.message(false, new byte[(i % 2 == 0) ? 100_000 : 10]);
					int sent = i;
					await().atMost(PATIENCE).until(() -> this.received.get() == sent);
				}
				assertThat(this.receivedHeld).isEmpty();
				held(context).getInbound().release(this);
				await().atMost(PATIENCE).until(() -> this.receivedHeld.size() == 2 * PEERS);
				assertThat(this.receivedHeld)
					.containsExactlyInAnyOrderElementsOf(IntStream.range(0, 2 * PEERS).boxed().toList());
			}
			finally {
				peers.forEach(CurvePeer::close);
			}
		});
	}

	/**
	 * All are half way, and there is no room for the rest: one after the other may
	 * finish, but none that waits for something else.
	 */
	@Test
	void whoeverWaitsForASocketKeepsNobodyFromFinishing() {
		run(many(), "single", (context) -> {
			ByteAccount arriving = account(context, Stage.RECEIVING);
			List<CurvePeer> peers = this.keys.stream().map((key) -> connect(this.otherPort, key)).toList();
			try (CurvePeer waiting = connect(this.heldPort, this.single)) {
				waiting.message(false, new byte[100_000]);
				await().atMost(PATIENCE).until(() -> account(context, Stage.RECEIVED).getHeld() == 100_000 + OVERHEAD);
				peers.forEach((peer) -> peer.message(true, new byte[115_000]));
				int half = PEERS * (115_000 + OVERHEAD);
				await().atMost(PATIENCE).until(() -> arriving.getHeld() == half);
				waiting.message(true, new byte[120_000]);
				await().atMost(PATIENCE).until(() -> arriving.getHeld() == half + 120_000 + OVERHEAD);
				waiting.message(false, new byte[120_000]);
				List<byte[]> rest = peers.stream().map((peer) -> peer.seal(0, new byte[115_000])).toList();
				for (int i = 0; i < PEERS; i++) {
					send(peers.get(i), List.of(rest.get(i)));
				}
				await().atMost(PATIENCE).until(() -> this.received.get() == PEERS);
				held(context).getInbound().release(this);
				await().atMost(PATIENCE).until(() -> this.receivedHeld.size() == 2);
				await().atMost(PATIENCE).until(() -> arriving.getHeld() == 0);
			}
			finally {
				peers.forEach(CurvePeer::close);
			}
		});
	}

	/**
	 * Two messages of four frames, of which the first tells which message it is.
	 */
	private static List<byte[]> twoMessages(CurvePeer peer, int index) {
		List<byte[]> sealed = new ArrayList<>();
		for (int message = 0; message < 2; message++) {
			sealed.add(peer.seal(1, ByteBuffer.allocate(4).putInt(2 * index + message).array()));
			for (int i = 0; i < 4; i++) {
				sealed.add(peer.seal((i < 3) ? 1 : 0, new byte[28_000]));
			}
		}
		return sealed;
	}

	/**
	 * Send on a thread of its own, since it may be held up, what was sealed before: a
	 * peer that takes its time is cut while others wait.
	 */
	private static void send(CurvePeer peer, List<byte[]> sealed) {
		start(() -> sealed.forEach((frame) -> peer.frame(0, frame)));
	}

	private static void start(Runnable task) {
		Thread thread = new Thread(task);
		thread.setDaemon(true);
		thread.start();
	}

	private CurvePeer connect(int port, CurveKeyPair key) {
		return new CurvePeer(port, key, this.server.publicKey()).handshake(Map.of());
	}

	private void run(String clientsOfOther, String clientsOfHeld, Consumer<ApplicationContext> test) {
		TestSockets.runner()
			.withPropertyValues("zmq.secure.limits.max-total-bytes=4MB", TestSockets.key("server", this.server),
					TestSockets.peer("single", this.single))
			.withPropertyValues(IntStream.range(0, PEERS)
				.mapToObj((i) -> TestSockets.peer("peer" + i, this.keys.get(i)))
				.toArray(String[]::new))
			.withPropertyValues(socket("held", this.heldPort, clientsOfHeld))
			.withPropertyValues(socket("other", this.otherPort, clientsOfOther))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				held(context).getInbound().hold(this);
				held(context).setHandler((message) -> this.receivedHeld
					.add((message.frame(0).length == 4) ? ByteBuffer.wrap(message.frame(0)).getInt() : 0));
				TestSockets.socket(context, "other").setHandler((message) -> this.received.incrementAndGet());
				test.accept(context);
			});
	}

	private static String many() {
		return String.join(",", IntStream.range(0, PEERS).mapToObj((i) -> "peer" + i).toList());
	}

	private static String[] socket(String name, int port, String clients) {
		String prefix = "zmq.secure.sockets." + name + ".";
		return new String[] { prefix + "type=dealer", prefix + "bind=tcp://127.0.0.1:" + port, prefix + "key=server",
				prefix + "clients=" + clients };
	}

	private static ManagedSocket held(ApplicationContext context) {
		return TestSockets.socket(context, "held");
	}

	private static ByteAccount account(ApplicationContext context, Stage stage) {
		return context.getBean(MemoryBudget.class).getAccount(stage);
	}

}
