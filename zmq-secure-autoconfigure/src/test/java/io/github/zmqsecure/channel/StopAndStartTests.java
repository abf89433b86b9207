// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import io.github.zmqsecure.socket.HardenedContext;
import io.github.zmqsecure.socket.SecureSocketFactory;
import io.github.zmqsecure.support.OrderService;
import io.github.zmqsecure.support.Pair;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.zeromq.ZMQ;

import org.springframework.context.ApplicationContextException;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for an application that is stopped and started without being closed.
 */
class StopAndStartTests {

	private static final String[] ANY_PORT = { "zmq.secure.sockets.free.type=pull",
			"zmq.secure.sockets.free.bind=tcp://127.0.0.1:*", "zmq.secure.sockets.free.key=orders-service",
			"zmq.secure.sockets.free.clients=any" };

	/** What other tests left in this JVM. */
	private final Set<Thread> others = zmqThreads();

	@Test
	void stoppingFreesThreadsAndPortsAndStartingTakesThePortsAgain() {
		OrderService.run((orders) -> {
			ManagedSocket free = TestSockets.socket(orders.context(), "free");
			List<String> bound = free.getEndpoints().getBound();
			Set<Thread> before = ours();
			assertThat(namesOf(before)).hasSizeGreaterThan(1);
			ConfigurableApplicationContext application = (ConfigurableApplicationContext) orders.context();
			for (int i = 0; i < 3; i++) {
				application.stop();
				await().untilAsserted(() -> assertThat(namesOf(ours())).isSubsetOf("zmq-secure-keys"));
				assertThat(free.getEndpoints().getBound()).isEmpty();
				application.start();
				assertThat(free.getEndpoints().getBound()).isEqualTo(bound);
				orders.exchange();
				orders.awaitUp();
			}
			await().untilAsserted(() -> assertThat(namesOf(ours()).size()).isLessThanOrEqualTo(namesOf(before).size()));
		}, ANY_PORT);
	}

	@Test
	void doesNotStartWhileAnotherHasTakenAPortThatItHadChosen() {
		OrderService.run((orders) -> {
			ConfigurableApplicationContext application = (ConfigurableApplicationContext) orders.context();
			int port = TestSockets.port(application, "free");
			application.stop();
			try (ServerSocket other = await().ignoreException(BindException.class)
				.until(() -> new ServerSocket(port, 1, InetAddress.getLoopbackAddress()), ServerSocket::isBound)) {
				assertThat(other.isBound()).isTrue();
				assertThatExceptionOfType(ApplicationContextException.class).isThrownBy(application::start)
					.withStackTraceContaining("tcp://127.0.0.1:" + port);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			application.stop();
			application.start();
			assertThat(TestSockets.port(application, "free")).isEqualTo(port);
			orders.exchange();
		}, ANY_PORT);
	}

	@Test
	void stopsAndStartsWhateverAHandlerThrowsWhenItIsStopped() {
		OrderService.run((orders) -> {
			ConfigurableApplicationContext application = (ConfigurableApplicationContext) orders.context();
			ManagedSocket free = TestSockets.socket(application, "free");
			List<String> bound = free.getEndpoints().getBound();
			FailingWhenStopped handler = new FailingWhenStopped();
			free.setHandler(handler);
			for (int i = 1; i <= 2; i++) {
				assertThat(namesOf(ours())).hasSizeGreaterThan(1);
				application.stop();
				assertThat(handler.stopped).isEqualTo(i);
				assertThat(free.getEndpoints().getBound()).isEmpty();
				await().untilAsserted(() -> assertThat(namesOf(ours())).isSubsetOf("zmq-secure-keys"));
				application.start();
				assertThat(free.getEndpoints().getBound()).isEqualTo(bound);
				orders.exchange();
			}
		}, ANY_PORT);
	}

	@Test
	void stoppingLeavesTheContextToRawSocketsOfTheApplication() {
		OrderService.run((orders) -> {
			try (ZMQ.Socket raw = orders.context().getBean(SecureSocketFactory.class).create("free")) {
				ConfigurableApplicationContext application = (ConfigurableApplicationContext) orders.context();
				application.stop();
				assertThat(orders.context().getBean(HardenedContext.class).get().isClosed()).isFalse();
				assertThat(raw.bind("tcp://127.0.0.1:*")).isTrue();
				application.start();
				orders.exchange();
			}
		}, ANY_PORT);
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void stoppingLeavesNoFileOfOursOpen() {
		Pair pair = new Pair("router", "dealer");
		pair.run((server, client) -> awaitConnected(client));
		Set<String> before = openFiles();
		pair.runServer((server) -> pair.runClient((client) -> {
			for (int i = 0; i < 3; i++) {
				awaitConnected(client.socket());
				assertThat(openFiles()).hasSizeGreaterThan(before.size());
				server.context().stop();
				client.context().stop();
				await().untilAsserted(() -> assertThat(openFiles()).isSubsetOf(before));
				client.context().start();
				server.context().start();
			}
			awaitConnected(client.socket());
		}));
		await().untilAsserted(() -> assertThat(openFiles()).isSubsetOf(before));
	}

	private static void awaitConnected(ManagedSocket socket) {
		await().until(() -> socket.getConnections().isConnected());
	}

	/**
	 * Return the sockets, pipes and selectors of this process.
	 */
	private static Set<String> openFiles() {
		Set<String> open = new TreeSet<>();
		for (File descriptor : Objects.requireNonNull(new File("/proc/self/fd").listFiles())) {
			try {
				String target = Files.readSymbolicLink(descriptor.toPath()).toString();
				if (target.startsWith("socket:") || target.startsWith("pipe:") || target.startsWith("anon_inode:")) {
					open.add(descriptor.getName() + " " + target);
				}
			}
			catch (IOException ex) {
				// was closed meanwhile
			}
		}
		return open;
	}

	private Set<Thread> ours() {
		Set<Thread> ours = new HashSet<>(zmqThreads());
		ours.removeAll(this.others);
		return ours;
	}

	private static Set<Thread> zmqThreads() {
		return Set.copyOf(Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("zmq-"))
			.toList());
	}

	private static Set<String> namesOf(Set<Thread> threads) {
		Set<String> names = new TreeSet<>();
		threads.forEach((thread) -> names.add(thread.getName().replaceAll("[0-9]+$", "")));
		return names;
	}

	private static final class FailingWhenStopped implements MessageHandler {

		private int stopped;

		@Override
		public void handle(ZmqMessage message) {
			throw new AssertionError();
		}

		@Override
		public void stopped() {
			this.stopped++;
			throw new StackOverflowError("injected by the test");
		}

	}

}
