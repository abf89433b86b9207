// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.socket;

import java.time.Duration;
import java.util.List;

import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.jeromq.JeromqIoThreadOperations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link HardenedContext}.
 */
@ExtendWith(OutputCaptureExtension.class)
class HardenedContextTests {

	@Test
	void watchesItsOneIoThread() {
		try (HardenedContext context = new HardenedContext(1, Duration.ofSeconds(5), new JeromqIoThreadOperations())) {
			assertThat(context.isAlive()).isTrue();
			try (ZMQ.Socket socket = context.get().createSocket(SocketType.PAIR)) {
				assertThat(socket.bind("inproc://pair")).isTrue();
				assertThat(context.getIoThreads()).singleElement()
					.satisfies((ioThread) -> assertThat(ioThread.thread().isDaemon()).isTrue())
					.satisfies((ioThread) -> assertThat(ioThread.thread().getName()).startsWith("zmq-secure-"));
			}
		}
	}

	@Test
	void leavesNoThreadBehind() {
		HardenedContext context = new HardenedContext(1, Duration.ofSeconds(5), new JeromqIoThreadOperations());
		context.get().createSocket(SocketType.DEALER).connect("tcp://127.0.0.1:1");
		List<HardenedContext.IoThread> threads = context.getIoThreads();
		assertThat(threads).hasSize(1);
		context.close();
		await().until(() -> threads.stream().noneMatch((ioThread) -> ioThread.thread().isAlive()));
		assertThat(context.isAlive()).isFalse();
	}

	@Test
	void closesInSpiteOfAnInterrupt() {
		HardenedContext context = new HardenedContext(1, Duration.ofSeconds(5), new JeromqIoThreadOperations());
		context.get().createSocket(SocketType.DEALER).connect("tcp://127.0.0.1:1");
		List<HardenedContext.IoThread> threads = context.getIoThreads();
		assertThat(threads).hasSize(1);
		Thread.currentThread().interrupt();
		context.close();
		assertThat(Thread.interrupted()).isTrue();
		await().until(() -> threads.stream().noneMatch((ioThread) -> ioThread.thread().isAlive()));
	}

	@Test
	void countsAndLogsWhatEndsAnIoThread(CapturedOutput output) {
		HardenedContext context = new HardenedContext(1, Duration.ofMillis(100), new JeromqIoThreadOperations());
		context.get().createSocket(SocketType.DEALER).connect("tcp://127.0.0.1:1");
		Thread ioThread = context.getIoThreads().get(0).thread();
		ioThread.getUncaughtExceptionHandler().uncaughtException(ioThread, new OutOfMemoryError("for the test"));
		assertThat(context.getErrors()).isOne();
		assertThat(output).contains("OutOfMemoryError: for the test");
		context.close();
	}

	@Test
	void hardensAContextOfSomebodyElseAndLeavesItOpen() {
		try (ZContext context = new ZContext()) {
			HardenedContext hardened = new HardenedContext(context, Duration.ofSeconds(5),
					new JeromqIoThreadOperations());
			try (ZMQ.Socket socket = context.createSocket(SocketType.PAIR)) {
				assertThat(socket.getCtx()).isNotNull();
				assertThat(hardened.getIoThreads()).hasSize(1);
				hardened.close();
				assertThat(context.isClosed()).isFalse();
				assertThat(hardened.isAlive()).isTrue();
			}
		}
	}

	@Test
	void refusesAContextThatIsInUse() {
		try (ZContext context = new ZContext(); ZMQ.Socket socket = context.createSocket(SocketType.PAIR)) {
			assertThat(socket.getCtx()).isNotNull();
			assertThatExceptionOfType(ZmqSecureException.class)
				.isThrownBy(() -> new HardenedContext(context, Duration.ofSeconds(5), new JeromqIoThreadOperations()))
				.withMessageContaining("no socket yet");
		}
		try (ZContext context = new ZContext(0)) {
			assertThatExceptionOfType(ZmqSecureException.class)
				.isThrownBy(() -> new HardenedContext(context, Duration.ofSeconds(5), new JeromqIoThreadOperations()))
				.withMessageContaining("1 to 64 I/O threads");
		}
	}

	@ParameterizedTest
	@CsvSource({ "1, 1", "4, 1", "7, 1", "8, 2", "64, 16", "1024, 64" })
	void hasOneIoThreadUpToFourCoresAndThenAQuarterOfThem(int cores, int ioThreads) {
		assertThat(HardenedContext.ioThreadsFor(cores)).isEqualTo(ioThreads);
	}

	@Test
	void keepsItsNumberOfIoThreadsWhenItIsRenewed(CapturedOutput output) {
		try (HardenedContext context = new HardenedContext(3, Duration.ofSeconds(5), new JeromqIoThreadOperations())) {
			assertThat(output).contains("The ZeroMQ context has 3 I/O threads");
			assertThat(context.getIoThreads()).hasSize(3);
			context.renew().createSocket(SocketType.PAIR);
			assertThat(context.getIoThreads()).hasSize(3).allMatch((each) -> each.thread().isAlive());
			assertThat(context.isStuck()).isFalse();
			context.keepPunctual();
		}
	}

}
