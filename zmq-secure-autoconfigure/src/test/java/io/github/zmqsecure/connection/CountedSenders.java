// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.nacl.NaclMode;
import io.github.zmqsecure.nacl.NaclProviderException;
import io.github.zmqsecure.nacl.NaclProviders;
import io.github.zmqsecure.support.PipeDepths;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.Prerequisite;
import io.github.zmqsecure.support.PythonProcess;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Assumptions;

import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Senders of Java and of libzmq that send numbered messages without a pause to one
 * server, and what that server received of each.
 */
final class CountedSenders {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final int BUSY = 200;

	private final int port = Ports.free();

	private final NaclMode provider;

	/**
	 * How many messages came of each sender.
	 */
	private final Map<String, AtomicInteger> received = new ConcurrentHashMap<>();

	/**
	 * Messages that came twice, or out of order.
	 */
	private final Queue<String> misplaced = new ConcurrentLinkedQueue<>();

	private final Map<String, String> peers = new ConcurrentHashMap<>();

	/**
	 * Create senders, or skip the test where there is no such provider.
	 * @param provider the provider that all sides in this JVM use
	 */
	CountedSenders(NaclMode provider) {
		PythonProcess.assumeAvailable();
		this.provider = provider;
		if (provider == NaclMode.LIBSODIUM) {
			Assumptions.assumeTrue(Runtime.version().feature() >= 22, "libsodium needs JDK 22");
		}
		try {
			NaclProviders.select(provider, null);
		}
		catch (NaclProviderException ex) {
			Prerequisite.assume(false, "Libsodium (Debian: libsodium23): " + ex.getMessage());
		}
	}

	/**
	 * Run the server, a PULL {@code in}, and a test while it is there.
	 * @param keys the directory of its key and the previous one
	 * @param peers the directory of its peers
	 * @param test the test
	 */
	void runServer(Path keys, Path peers, ContextConsumer<AssertableApplicationContext> test) {
		runner()
			.withPropertyValues("zmq.secure.keys.server.location=file:" + keys.resolve("server.key_secret"),
					"zmq.secure.keys.server.previous[0].location=file:" + keys.resolve("previous.key_secret"),
					"zmq.secure.peer-directory=file:" + peers, "zmq.secure.reload.period=50ms",
					"zmq.secure.sockets.in.type=pull", "zmq.secure.sockets.in.bind=tcp://127.0.0.1:" + this.port,
					"zmq.secure.sockets.in.key=server", "zmq.secure.sockets.in.clients=@directory")
			.run((context) -> {
				TestSockets.socket(context, "in").setHandler(this::receive);
				test.accept(context);
			});
	}

	private ApplicationContextRunner runner() {
		return TestSockets.runner()
			.withPropertyValues("zmq.secure.crypto.provider=" + this.provider.name().toLowerCase(Locale.ROOT));
	}

	private void receive(ZmqMessage message) {
		String[] words = message.text(0).split(" ", 2);
		AtomicInteger count = this.received.computeIfAbsent(words[0], (name) -> new AtomicInteger());
		if (Integer.parseInt(words[1]) != count.getAndIncrement()) {
			this.misplaced.add(message.text(0));
		}
		this.peers.put(words[0], message.peer().name());
	}

	int count(String sender) {
		AtomicInteger count = this.received.get(sender);
		return (count != null) ? count.get() : 0;
	}

	/**
	 * Count what came of a sender whose connection has ended, once nothing waits any more
	 * of what had been received by then.
	 * @param in the socket of the server
	 * @param sender the sender
	 * @return the number of messages
	 */
	int countOnceHandled(ManagedSocket in, String sender) {
		await().pollInterval(Duration.ofMillis(5)).until(() -> PipeDepths.inbound(in) == 0);
		return count(sender);
	}

	/**
	 * Return the peers that sent something.
	 * @return the authenticated name of the peer behind each sender
	 */
	Map<String, String> peers() {
		return this.peers;
	}

	/**
	 * Wait until each of them has sent some more.
	 */
	void awaitBusy(String... senders) {
		for (String sender : senders) {
			int before = count(sender);
			await().until(() -> count(sender) >= before + BUSY);
		}
	}

	void assertSame(String sender, int sent) {
		assertThat(sent).as(sender).isPositive();
		await().untilAsserted(() -> assertThat(count(sender)).as(sender).isEqualTo(sent));
	}

	void assertInOrder() {
		assertThat(this.misplaced).isEmpty();
		assertThat(NaclProviders.selection().provider().name())
			.isEqualToIgnoringCase(this.provider.name().replace('_', '-'));
	}

	PythonProcess python(String name, CurveKeyPair pair, CurveKeyPair server) {
		return PythonProcess.start("rotation/pusher.py", List.of("tcp://127.0.0.1:" + this.port, name,
				pair.publicKey().toZ85(), String.valueOf(pair.secretKey().toZ85()), server.publicKey().toZ85()));
	}

	static int stop(PythonProcess process) {
		process.println("stop");
		return Integer.parseInt(process.line());
	}

	JavaSender java(String name, CurveKeyPair pair, CurveKeyPair... servers) {
		return new JavaSender(name, pair, servers);
	}

	/**
	 * An application that sends without a pause, and knows all keys of the server.
	 */
	final class JavaSender {

		private final Thread thread;

		private volatile boolean stopped;

		private volatile int sent;

		private JavaSender(String name, CurveKeyPair pair, CurveKeyPair... servers) {
			List<String> properties = new ArrayList<>(
					List.of(TestSockets.key("own", pair), "zmq.secure.sockets.out.type=push",
							"zmq.secure.sockets.out.key=own", "zmq.secure.sockets.out.server=server",
							"zmq.secure.defaults.linger=10s", "zmq.secure.sockets.out.options.snd-timeo=60s",
							"zmq.secure.sockets.out.connect=tcp://127.0.0.1:" + CountedSenders.this.port));
			for (int i = 0; i < servers.length; i++) {
				properties.add("zmq.secure.peers.server.public-keys[" + i + "]="
						+ HexFormat.of().formatHex(servers[i].publicKey().toBytes()));
			}
			this.thread = new Thread(
					() -> runner().withPropertyValues(properties.toArray(String[]::new)).run((context) -> {
						for (int number = 0; !this.stopped; number++) {
							TestSockets.socket(context, "out").send(name + " " + number);
							LockSupport.parkNanos(200_000);
							this.sent = number + 1;
						}
					}), name);
			this.thread.start();
		}

		int stop() throws InterruptedException {
			this.stopped = true;
			this.thread.join(PATIENCE.multipliedBy(2).toMillis());
			assertThat(this.thread.isAlive()).isFalse();
			return this.sent;
		}

	}

}
