// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.connection.FailureReason;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.curve.CurveKeysReloader;
import io.github.zmqsecure.curve.KeyChange;
import io.github.zmqsecure.curve.KeyChange.Role;
import io.github.zmqsecure.curve.ZmqKeysReloadedEvent;
import io.github.zmqsecure.socket.SecureSocketFactory;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeromq.ZMQ;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for keys that change while the application runs.
 */
@ExtendWith(OutputCaptureExtension.class)
class KeyReloadTests {

	private final int port = Ports.free();

	private final CurveKeyPair server = CurveKeyPair.generate();

	private final CurveKeyPair client = CurveKeyPair.generate();

	@TempDir
	private Path directory;

	private ApplicationContextRunner contextRunner;

	@BeforeEach
	void writeKeys() throws IOException {
		Files.createDirectory(this.directory.resolve("peers"));
		write("server.key_secret", this.server);
		write("client.key_secret", this.client);
		this.contextRunner = TestSockets.runner()
			.withPropertyValues("zmq.secure.reload.period=50ms",
					"zmq.secure.keys.server.location=file:" + this.directory.resolve("server.key_secret"),
					"zmq.secure.keys.client.location=file:" + this.directory.resolve("client.key_secret"),
					"zmq.secure.peer-directory=file:" + this.directory.resolve("peers"),
					"zmq.secure.sockets.in.type=pull", "zmq.secure.sockets.in.bind=tcp://127.0.0.1:" + this.port,
					"zmq.secure.sockets.in.key=server", "zmq.secure.sockets.in.clients=any",
					"zmq.secure.sockets.out.type=push", "zmq.secure.sockets.out.connect=tcp://127.0.0.1:" + this.port,
					"zmq.secure.sockets.out.key=client", "zmq.secure.sockets.out.server=server");
	}

	@Test
	void namesAPeerWhoseFileAppears() {
		this.contextRunner.run((context) -> {
			ManagedSocket in = TestSockets.socket(context, "in");
			await().until(() -> in.getConnections().isConnected());
			assertThat(names(in)).containsExactly("client");
			CurveKeyPair late = CurveKeyPair.generate();
			CurvePeer unknown = connect(late, this.server);
			await().until(() -> names(in).size() == 2);
			assertThat(names(in)).containsExactlyInAnyOrder("client", late.publicKey().fingerprint());
			unknown.close();
			await().until(() -> names(in).size() == 1);
			Files.writeString(this.directory.resolve("peers/late.key"),
					"curve\n    public-key = \"" + late.publicKey().toZ85() + "\"\n");
			CurveKeysReloader reloader = context.getBean(CurveKeysReloader.class);
			await().until(() -> reloader.getSuccessCount() == 1);
			CurvePeer known = connect(late, this.server);
			await().until(() -> names(in).size() == 2);
			assertThat(names(in)).containsExactlyInAnyOrder("client", "late");
			known.close();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "short", "" })
	void keepsTheLastGoodKeysWhenAFileIsBadOrMissesWhatASocketNeeds(String key) {
		String publicKey = key.isEmpty() ? CurveKeyPair.generate().publicKey().toZ85() : key;
		this.contextRunner.run((context) -> {
			CurveKeysReloader reloader = context.getBean(CurveKeysReloader.class);
			Files.writeString(this.directory.resolve("server.key_secret"),
					"curve\n    public-key = \"" + publicKey + "\"\n");
			await().until(() -> reloader.getFailureCount() > 0);
			assertThat(TestSockets.socket(context, "in").isOpen()).isTrue();
			assertThat(reloader.getSuccessCount()).isZero();
			connect(CurveKeyPair.generate(), this.server).close();
		});
	}

	@Test
	void tellsOfAFileThatOthersCanReadFromNowOn() {
		this.contextRunner
			.withPropertyValues("zmq.secure.key-file-permissions=enforce", "zmq.secure.sockets.in.clients=client,late")
			.run((context) -> {
				CurveKeys keys = context.getBean(CurveKeys.class);
				CurveKeyPair late = CurveKeyPair.generate();
				Path peer = Files.writeString(this.directory.resolve("peers/late.key"),
						"curve\n    public-key = \"" + late.publicKey().toZ85() + "\"\n");
				await().until(() -> keys.getPeerNames().contains("late"));
				Path secret = this.directory.resolve("server.key_secret");
				Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
				await().until(() -> keys.getProblems().toString().contains("can be read by others"));
				assertThat(keys.getKeyPair("server").publicKey()).isEqualTo(this.server.publicKey());
				Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
				await().until(() -> keys.getProblems().isEmpty());
				Files.setPosixFilePermissions(peer, PosixFilePermissions.fromString("rw-rw-rw-"));
				await().until(() -> keys.getProblems().toString().contains("can be changed by others"));
				await().until(() -> !keys.getPeerNames().contains("late"));
				Files.setPosixFilePermissions(peer, PosixFilePermissions.fromString("rw-r--r--"));
				await().until(() -> keys.getPeerNames().contains("late") && keys.getProblems().isEmpty());
			});
	}

	@Test
	void warnsOfACertificateThatSaysAnotherName(CapturedOutput output) throws IOException {
		Path peer = Files.writeString(this.directory.resolve("orders.key"), """
				metadata
				    name = "the orders"
				curve
				    public-key = "%s"
				""".formatted(CurveKeyPair.generate().publicKey().toZ85()));
		this.contextRunner.withPropertyValues("zmq.secure.peers.orders.location=file:" + peer).run((context) -> {
			assertThat(output).containsOnlyOnce(
					"'zmq.secure.peers.orders.location' names says that it is the key of " + "'the orders'");
			Path named = this.directory.resolve("named");
			Files.writeString(named, "metadata\n    name = \"client\"\n"
					+ Files.readString(this.directory.resolve("server.key_secret")));
			Files.setPosixFilePermissions(named, PosixFilePermissions.fromString("rw-------"));
			Files.move(named, this.directory.resolve("server.key_secret"), StandardCopyOption.REPLACE_EXISTING);
			await().until(() -> output.toString()
				.contains("'zmq.secure.keys.server.location' names says that it is the key of 'client'"));
			assertThat(output).containsOnlyOnce("the key of 'the orders'");
		});
	}

	@Test
	void newHandshakesTakeTheNewServerKeyAndOpenConnectionsStay() {
		this.contextRunner.run((context) -> {
			ManagedSocket in = TestSockets.socket(context, "in");
			ManagedSocket out = TestSockets.socket(context, "out");
			in.setHandler((message) -> {
			});
			await().until(() -> out.getConnections().isConnected());
			CurveKeyPair next = CurveKeyPair.generate();
			write("server.key_secret", next);
			CurveKeysReloader reloader = context.getBean(CurveKeysReloader.class);
			await().until(() -> reloader.getSuccessCount() == 1);
			out.send("after the change");
			await().until(() -> in.getStatistics().getReceived() == 1);
			try (ZMQ.Socket late = context.getBean(SecureSocketFactory.class).open("out")) {
				await().until(() -> in.getConnections().getConnectionCount() == 2);
				assertThat(late.getMechanism()).isEqualTo(ZMQ.Socket.Mechanism.CURVE);
			}
			connect(CurveKeyPair.generate(), next).close();
			assertThat(in.getConnections().getStatistics().getFailed(FailureReason.WRONG_SERVER_KEY)).isZero();
			try (CurvePeer outdated = new CurvePeer(this.port, CurveKeyPair.generate(), this.server.publicKey())) {
				outdated.greet("CURVE");
				outdated.hello();
				outdated.awaitClose();
			}
			await().until(() -> in.getConnections().getStatistics().getFailed(FailureReason.WRONG_SERVER_KEY) == 1);
		});
	}

	@Test
	void tellsByFingerprintWhatHasChanged() {
		CurveKeyPair late = CurveKeyPair.generate();
		CurveKeyPair next = CurveKeyPair.generate();
		Queue<ZmqKeysReloadedEvent> events = new ConcurrentLinkedQueue<>();
		Queue<String> threads = new ConcurrentLinkedQueue<>();
		this.contextRunner.withInitializer((context) -> context.addApplicationListener((event) -> {
			if (event instanceof ZmqKeysReloadedEvent reloaded) {
				threads.add(Thread.currentThread().getName());
				events.add(reloaded);
				throw new IllegalStateException("a listener that fails");
			}
		})).run((context) -> {
			Path file = this.directory.resolve("peers/late.key");
			Files.writeString(file, "curve\n    public-key = \"" + late.publicKey().toZ85() + "\"\n");
			await().until(() -> events.size() == 1);
			assertThat(events.poll().getChanges())
				.containsExactly(new KeyChange("late", Role.PEER, late.publicKey().fingerprint(), true));
			write("client.key_secret", next);
			await().until(() -> events.size() == 1);
			assertThat(events.poll().getChanges()).containsExactly(
					new KeyChange("client", Role.CURRENT, this.client.publicKey().fingerprint(), false),
					new KeyChange("client", Role.CURRENT, next.publicKey().fingerprint(), true));
			Files.delete(file);
			await().until(() -> events.size() == 1);
			assertThat(events.poll().getChanges())
				.containsExactly(new KeyChange("late", Role.PEER, late.publicKey().fingerprint(), false));
			assertThat(threads).isNotEmpty().allMatch("zmq-secure-key-updates"::equals);
		});
	}

	private CurvePeer connect(CurveKeyPair pair, CurveKeyPair server) {
		CurvePeer peer = new CurvePeer(this.port, pair, server.publicKey());
		peer.begin(Map.of("Socket-Type", "PUSH"));
		assertThat(peer.answer()).isEqualTo("READY");
		return peer;
	}

	private static List<String> names(ManagedSocket socket) {
		return socket.getConnections().getConnections().stream().map((each) -> each.getPeer().name()).toList();
	}

	private void write(String file, CurveKeyPair pair) {
		Path path = this.directory.resolve(file);
		try {
			Path written = Files.writeString(this.directory.resolve(file + ".new"), """
					curve
					    public-key = "%s"
					    secret-key = "%s"
					""".formatted(pair.publicKey().toZ85(), String.valueOf(pair.secretKey().toZ85())));
			Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rw-------"));
			Files.move(written, path, StandardCopyOption.REPLACE_EXISTING);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
