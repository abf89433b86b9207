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

package io.github.zmqsecure.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.PythonProcess;
import io.github.zmqsecure.support.TestSockets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.context.assertj.AssertableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Keys of a server and of its clients are replaced while all of them are busy: of who may
 * send no message is lost, of who may not none is accepted, as both sides count.
 */
@Timeout(180)
class RotationUnderLoadTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final int BUSY = 200;

	private final int port = Ports.free();

	private final CurveKeyPair oldServer = CurveKeyPair.generate();

	private final CurveKeyPair newServer = CurveKeyPair.generate();

	private final CurveKeyPair oldJava = CurveKeyPair.generate();

	private final CurveKeyPair newJava = CurveKeyPair.generate();

	private final CurveKeyPair oldPython = CurveKeyPair.generate();

	private final CurveKeyPair newPython = CurveKeyPair.generate();

	private final CurveKeyPair ending = CurveKeyPair.generate();

	/**
	 * How many messages came of each sender.
	 */
	private final Map<String, AtomicInteger> received = new ConcurrentHashMap<>();

	/**
	 * Messages that came twice, or out of order.
	 */
	private final Queue<String> misplaced = new ConcurrentLinkedQueue<>();

	private final Map<String, String> peers = new ConcurrentHashMap<>();

	@TempDir
	private Path directory;

	@Test
	void losesNothingOfWhoMaySendAndAcceptsNothingOfWhoMayNot() throws Exception {
		PythonProcess.assumeAvailable();
		Files.createDirectory(this.directory.resolve("peers"));
		writeSecret("server.key_secret", this.oldServer);
		writePeer("java-1", "java", this.oldJava, null);
		writePeer("python-1", "python", this.oldPython, null);
		writePeer("ending", "ending", this.ending, Instant.now().plus(Duration.ofDays(1)));
		TestSockets.runner()
			.withPropertyValues("zmq.secure.keys.server.location=file:" + this.directory.resolve("server.key_secret"),
					"zmq.secure.keys.server.previous[0].location=file:" + this.directory.resolve("previous.key_secret"),
					"zmq.secure.peer-directory=file:" + this.directory.resolve("peers"),
					"zmq.secure.reload.period=50ms", "zmq.secure.sockets.in.type=pull",
					"zmq.secure.sockets.in.bind=tcp://127.0.0.1:" + this.port, "zmq.secure.sockets.in.key=server",
					"zmq.secure.sockets.in.clients=@directory")
			.run((context) -> {
				TestSockets.socket(context, "in").setHandler(this::receive);
				rotate(context);
			});
	}

	private void rotate(AssertableApplicationContext context) throws Exception {
		CurveKeys keys = context.getBean(CurveKeys.class);
		ManagedSocket in = TestSockets.socket(context, "in");
		try (PythonProcess python1 = python("python-1", this.oldPython, this.oldServer);
				PythonProcess endingPeer = python("ending", this.ending, this.oldServer)) {
			JavaSender java1 = new JavaSender("java-1", this.oldJava);
			awaitBusy("python-1", "ending", "java-1");

			writeSecret("previous.key_secret", this.oldServer);
			writeSecret("server.key_secret", this.newServer);
			await().atMost(PATIENCE).until(() -> keys.getOwnKeys("server").size() == 2 && keys.getProblems().isEmpty());
			writePeer("java-2", "java", this.newJava, null);
			writePeer("python-2", "python", this.newPython, null);
			await().atMost(PATIENCE)
				.until(() -> keys.getPeerKeys("java").size() == 2 && keys.getPeerKeys("python").size() == 2);
			try (PythonProcess python2 = python("python-2", this.newPython, this.newServer);
					PythonProcess late = python("late", this.oldPython, this.oldServer)) {
				JavaSender java2 = new JavaSender("java-2", this.newJava);
				awaitBusy("python-1", "ending", "java-1", "python-2", "late", "java-2");
				assertThat(this.peers).containsAllEntriesOf(Map.of("java-1", "java", "java-2", "java", "python-1",
						"python", "python-2", "python", "ending", "ending"));

				assertSame("python-1", stop(python1));
				assertSame("late", stop(late));
				assertSame("java-1", java1.stop());
				Files.delete(this.directory.resolve("peers/java-1.key"));
				Files.delete(this.directory.resolve("peers/python-1.key"));
				writePeer("ending", "ending", this.ending, Instant.now().plusSeconds(1));
				await().atMost(PATIENCE)
					.until(() -> in.getConnections().getConnections().stream().map(Connection::getServerKey).toList(),
							(used) -> used.equals(List.of(this.newServer.publicKey(), this.newServer.publicKey())));
				int accepted = count("ending");

				Files.delete(this.directory.resolve("previous.key_secret"));
				await().atMost(PATIENCE).until(() -> keys.getOwnKeys("server").size() == 1);
				long refused = in.getConnections().getStatistics().getFailed();
				try (PythonProcess stale = python("stale", this.newPython, this.oldServer);
						PythonProcess removed = python("removed", this.oldPython, this.newServer)) {
					await().atMost(PATIENCE)
						.until(() -> failed(in, FailureReason.WRONG_SERVER_KEY) > 0
								&& failed(in, FailureReason.CLIENT_NOT_ALLOWED) > 0
								&& in.getConnections().getStatistics().getFailed() > refused + 2);
					awaitBusy("python-2", "java-2");
					assertThat(stop(stale)).isZero();
					assertThat(stop(removed)).isZero();
				}
				assertSame("python-2", stop(python2));
				assertSame("java-2", java2.stop());
				assertThat(count("ending")).isEqualTo(accepted).isLessThanOrEqualTo(stop(endingPeer));
				assertThat(this.received).doesNotContainKeys("stale", "removed");
				assertThat(this.misplaced).isEmpty();
			}
		}
	}

	private static long failed(ManagedSocket socket, FailureReason reason) {
		return socket.getConnections().getStatistics().getFailed(reason);
	}

	private void receive(ZmqMessage message) {
		String[] words = message.text(0).split(" ", 2);
		AtomicInteger count = this.received.computeIfAbsent(words[0], (name) -> new AtomicInteger());
		if (Integer.parseInt(words[1]) != count.getAndIncrement()) {
			this.misplaced.add(message.text(0));
		}
		this.peers.put(words[0], message.peer().name());
	}

	private int count(String sender) {
		AtomicInteger count = this.received.get(sender);
		return (count != null) ? count.get() : 0;
	}

	/**
	 * Wait until each of them has sent some more.
	 */
	private void awaitBusy(String... senders) {
		for (String sender : senders) {
			int before = count(sender);
			await().atMost(PATIENCE).until(() -> count(sender) >= before + BUSY);
		}
	}

	private void assertSame(String sender, int sent) {
		assertThat(sent).as(sender).isPositive();
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(count(sender)).as(sender).isEqualTo(sent));
	}

	private PythonProcess python(String name, CurveKeyPair pair, CurveKeyPair server) {
		return PythonProcess.start("rotation/pusher.py", List.of("tcp://127.0.0.1:" + this.port, name,
				pair.publicKey().toZ85(), String.valueOf(pair.secretKey().toZ85()), server.publicKey().toZ85()));
	}

	private static int stop(PythonProcess process) {
		process.println("stop");
		return Integer.parseInt(process.line());
	}

	private void writePeer(String file, String name, CurveKeyPair pair, @Nullable Instant expires) throws IOException {
		String text = "metadata\n    name = \"" + name + "\"\n"
				+ ((expires != null) ? "    expires = \"" + expires + "\"\n" : "")
				+ "curve\n    public-key = \"%s\"\n".formatted(pair.publicKey().toZ85());
		Path written = Files.writeString(this.directory.resolve("written"), text);
		Files.move(written, this.directory.resolve("peers/" + file + ".key"), StandardCopyOption.ATOMIC_MOVE);
	}

	private void writeSecret(String file, CurveKeyPair pair) throws IOException {
		Path written = Files.writeString(this.directory.resolve("written"),
				"curve\n    secret-key = \"%s\"\n".formatted(String.valueOf(pair.secretKey().toZ85())));
		Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rw-------"));
		Files.move(written, this.directory.resolve(file), StandardCopyOption.ATOMIC_MOVE);
	}

	/**
	 * An application that sends without a pause, and knows both keys of the server.
	 */
	private final class JavaSender {

		private final Thread thread;

		private volatile boolean stopped;

		private volatile int sent;

		JavaSender(String name, CurveKeyPair pair) {
			HexFormat hex = HexFormat.of();
			this.thread = new Thread(() -> TestSockets.runner()
				.withPropertyValues(TestSockets.key("own", pair),
						"zmq.secure.peers.server.public-keys[0]="
								+ hex.formatHex(RotationUnderLoadTests.this.newServer.publicKey().toBytes()),
						"zmq.secure.peers.server.public-keys[1]="
								+ hex.formatHex(RotationUnderLoadTests.this.oldServer.publicKey().toBytes()),
						"zmq.secure.sockets.out.type=push", "zmq.secure.sockets.out.key=own",
						"zmq.secure.sockets.out.server=server", "zmq.secure.defaults.linger=10s",
						"zmq.secure.sockets.out.connect=tcp://127.0.0.1:" + RotationUnderLoadTests.this.port)
				.run((context) -> {
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
			this.thread.join(PATIENCE.toMillis());
			return this.sent;
		}

	}

}
