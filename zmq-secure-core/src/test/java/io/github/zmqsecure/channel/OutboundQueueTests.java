// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.zmqsecure.memory.ByteAccount;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the bytes of an {@link OutboundQueue}.
 */
class OutboundQueueTests {

	private final ByteAccount bytes = new ByteAccount(10_000);

	private final OutboundQueue queue = new OutboundQueue(100, this.bytes, new MessageStatistics(), () -> {
	});

	OutboundQueueTests() {
		this.queue.open();
	}

	@Test
	void isFullWhenThereIsNoRoomForTheBytes() {
		assertThat(offer(message(6000))).isNotNull();
		assertThat(offer(message(6000))).isNull();
		assertThat(this.queue.size()).isOne();
		assertThat(this.queue.fullFor()).isPositive();
		assertThat(offer(message(4000))).isNotNull();
		take();
		assertThat(this.queue.fullFor()).isZero();
		assertThat(offer(message(6000))).isNotNull();
		take();
		take();
		assertThat(this.bytes.getHeld()).isZero();
	}

	@Test
	void letsInAMessageThatIsLargerThanAllOfIt() {
		assertThat(offer(message(20_000))).isNotNull();
		assertThat(offer(message(2000))).isNull();
		take();
		assertThat(offer(message(2000))).isNotNull();
	}

	@Test
	void boundsSmallMessagesByTheirNumber() {
		for (int i = 0; i < 100; i++) {
			assertThat(offer(message(1000))).isNotNull();
		}
		assertThat(this.bytes.getHeld()).isZero();
		assertThat(offer(message(1000))).isNull();
	}

	@Test
	void waitsForRoom() throws Exception {
		offer(message(6000));
		assertThat(offer(message(6000), Duration.ofMillis(50))).isNull();
		CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> {
			try {
				return offer(message(6000), Duration.ofSeconds(30)) != null;
			}
			catch (InterruptedException ex) {
				return false;
			}
		});
		await().until(() -> this.queue.size() == 2);
		assertThat(waiting).isNotDone();
		take();
		assertThat(waiting.get()).isTrue();
	}

	@Test
	void givesBackTheRoomOfAMessageThatIsWithdrawn() {
		QueuedMessage queued = offer(message(6000));
		assertThat(queued).isNotNull();
		queued.withdraw();
		assertThat(this.bytes.getHeld()).isZero();
		offer(message(6000));
		assertThat(this.queue.take()).isNotNull();
		this.queue.remove();
		assertThat(this.bytes.getHeld()).isZero();
	}

	@Test
	void givesBackTheRoomOfWhatIsLeftAtTheEnd() {
		offer(message(3000));
		offer(message(3000));
		this.queue.close();
		assertThat(this.queue.drain()).isEqualTo(2);
		assertThat(this.bytes.getHeld()).isZero();
	}

	private void take() {
		assertThat(this.queue.take()).isNotNull();
		this.queue.remove();
		this.queue.release(1);
	}

	private @Nullable QueuedMessage offer(ZmqMessage message) {
		long bytes = OutboundQueue.bytesOf(message);
		return this.queue.reserve(bytes) ? this.queue.add(message, bytes) : null;
	}

	private @Nullable QueuedMessage offer(ZmqMessage message, Duration timeout) throws InterruptedException {
		long bytes = OutboundQueue.bytesOf(message);
		return this.queue.reserve(bytes, timeout, () -> true) ? this.queue.add(message, bytes) : null;
	}

	private static ZmqMessage message(int size) {
		return ZmqMessage.of(new byte[size]);
	}

}
