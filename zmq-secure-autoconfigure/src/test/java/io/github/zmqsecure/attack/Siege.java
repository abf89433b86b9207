// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.attack;

import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.zmqsecure.connection.FailureReason;
import io.github.zmqsecure.connection.HandshakeStatistics;
import io.github.zmqsecure.connection.SocketConnections;
import io.github.zmqsecure.socket.HardenedContext;
import io.github.zmqsecure.support.Courier;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.OrderService;
import io.github.zmqsecure.support.RawPeer;
import io.github.zmqsecure.support.UsedHeap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An application under attack, whose legitimate client exchanges messages the whole time.
 */
final class Siege implements AutoCloseable {

	/** How many addresses of loopback the attackers come from. */
	private static final int ADDRESSES = 16;

	private static final int ATTACKERS = 4;

	private static final long HEAP_TOLERANCE = 24 << 20;

	private static final long DIRECT_TOLERANCE = 8 << 20;

	private static final int FD_TOLERANCE = 4;

	private final OrderService orders;

	Siege(String... properties) {
		this.orders = OrderService.start(properties);
	}

	OrderService orders() {
		return this.orders;
	}

	/**
	 * Attack, and check that nothing came of it but refusals.
	 * @param failures how many handshakes must fail, 0 for none
	 * @param reasons why they may fail
	 * @param attack the attack
	 */
	void withstand(int failures, Set<FailureReason> reasons, Runnable attack) {
		Resources before = Resources.now();
		Map<FailureReason, Long> failedBefore = failed();
		try (Courier courier = this.orders.courier()) {
			courier.awaitProgress();
			attack.run();
			courier.awaitProgress();
			await().untilAsserted(() -> assertFailed(failedBefore, failures, reasons));
			await().until(() -> connections().getConnectionCount() == 1);
			await().until(() -> connections().getPendingHandshakes() == 0);
		}
		HardenedContext context = this.orders.context().getBean(HardenedContext.class);
		assertThat(context.isAlive()).as("I/O thread lives").isTrue();
		this.orders.awaitUp();
		awaitIdle(context);
		await().untilAsserted(() -> Resources.now().assertNoMoreThan(before));
	}

	/**
	 * Attack from many addresses, on several threads. That a connection is refused while
	 * it attacks is no error.
	 * @param count how many times
	 * @param attack given a number from 0 on
	 * @return how many of them were refused
	 */
	static int swarm(int count, IntConsumer attack) {
		AtomicInteger next = new AtomicInteger();
		AtomicInteger refused = new AtomicInteger();
		Queue<Throwable> errors = new ConcurrentLinkedQueue<>();
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < ATTACKERS; i++) {
			Thread thread = new Thread(() -> {
				for (int index = next.getAndIncrement(); index < count; index = next.getAndIncrement()) {
					try {
						attack.accept(index);
					}
					catch (UncheckedIOException ex) {
						refused.incrementAndGet();
					}
				}
			}, "attacker-" + i);
			thread.setUncaughtExceptionHandler((failed, error) -> errors.add(error));
			thread.start();
			threads.add(thread);
		}
		threads.forEach(Siege::join);
		assertThat(errors).isEmpty();
		return refused.get();
	}

	RawPeer raw(int index) {
		return new RawPeer(address(index), this.orders.port());
	}

	CurvePeer listed(int index) {
		return new CurvePeer(address(index), this.orders.port(), this.orders.listed(), this.orders.serverKey());
	}

	static String address(int index) {
		return "127.0.1." + (1 + index % ADDRESSES);
	}

	/**
	 * Return how much of an attack is to be done: less where memory is scarce, since that
	 * run repeats all of them.
	 * @param count the full number
	 * @return the number for this run
	 */
	static int scaled(int count) {
		return Math.max(1, count / Integer.getInteger("attack.divisor", 1));
	}

	private HandshakeStatistics statistics() {
		return connections().getStatistics();
	}

	private SocketConnections connections() {
		return this.orders.orders().getConnections();
	}

	private Map<FailureReason, Long> failed() {
		Map<FailureReason, Long> failed = new EnumMap<>(FailureReason.class);
		for (FailureReason reason : FailureReason.values()) {
			failed.put(reason, statistics().getFailed(reason));
		}
		return failed;
	}

	private void assertFailed(Map<FailureReason, Long> before, int failures, Set<FailureReason> reasons) {
		long expected = 0;
		for (FailureReason reason : FailureReason.values()) {
			long delta = statistics().getFailed(reason) - before.get(reason);
			// On a busy machine an attacker may be too slow.
			if (reasons.contains(reason) || (reason == FailureReason.TIMEOUT && delta <= failures / 100 + 1)) {
				expected += delta;
			}
			else {
				assertThat(delta).as(reason.tag()).isZero();
			}
		}
		assertThat(expected).as("failures of " + EnumSet.copyOf(reasons)).isGreaterThanOrEqualTo(failures);
	}

	/**
	 * An I/O thread that spins takes a whole core.
	 */
	private static void awaitIdle(HardenedContext context) {
		await().pollInterval(Duration.ofMillis(50)).until(() -> {
			long before = cpuTime(context);
			long start = System.nanoTime();
			await().pollDelay(Duration.ofMillis(150)).until(() -> true);
			return cpuTime(context) - before < (System.nanoTime() - start) / 5;
		});
	}

	private static long cpuTime(HardenedContext context) {
		return context.getIoThreads()
			.stream()
			.mapToLong((each) -> ManagementFactory.getThreadMXBean().getThreadCpuTime(each.thread().getId()))
			.sum();
	}

	private static void join(Thread thread) {
		try {
			thread.join(TimeUnit.MINUTES.toMillis(4));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		assertThat(thread.isAlive()).as(thread.getName() + " still attacks").isFalse();
	}

	@Override
	public void close() {
		this.orders.exchange();
		this.orders.close();
	}

	/**
	 * What the process takes.
	 *
	 * @param descriptors open file descriptors
	 * @param heap bytes in use after a collection
	 * @param direct bytes of direct buffers
	 */
	private record Resources(long descriptors, long heap, long direct) {

		static Resources now() {
			long heap = UsedHeap.afterCollection();
			UnixOperatingSystemMXBean system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
			long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)
				.stream()
				.filter((pool) -> pool.getName().equals("direct"))
				.mapToLong(BufferPoolMXBean::getMemoryUsed)
				.sum();
			return new Resources(system.getOpenFileDescriptorCount(), heap, direct);
		}

		void assertNoMoreThan(Resources before) {
			assertThat(this.descriptors).as("file descriptors").isLessThanOrEqualTo(before.descriptors + FD_TOLERANCE);
			assertThat(this.heap).as("heap").isLessThanOrEqualTo(before.heap + HEAP_TOLERANCE);
			assertThat(this.direct).as("direct memory").isLessThanOrEqualTo(before.direct + DIRECT_TOLERANCE);
		}

	}

}
