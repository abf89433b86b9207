// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;

import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.curve.CurveKeysReloader;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for server keys that are replaced while clients know the old ones.
 */
class ServerKeyRotationTests {

	private final CurveKeyPair current = CurveKeyPair.generate();

	private final CurveKeyPair old = CurveKeyPair.generate();

	private final CurveKeyPair other = CurveKeyPair.generate();

	@TempDir
	private Path directory;

	private final ApplicationContextRunner contextRunner = TestSockets.runner()
		.withPropertyValues(TestSockets.key("server", this.current), TestSockets.key("other", this.other),
				"zmq.secure.sockets.in.type=pull", "zmq.secure.sockets.in.bind=tcp://127.0.0.1:*",
				"zmq.secure.sockets.in.key=server", "zmq.secure.sockets.in.clients=any",
				"zmq.secure.sockets.next.type=pull", "zmq.secure.sockets.next.bind=tcp://127.0.0.1:*",
				"zmq.secure.sockets.next.key=other", "zmq.secure.sockets.next.clients=any",
				"zmq.secure.reload.period=50ms");

	@Test
	void answersToBothKeysAndCountsEach() {
		this.contextRunner.withPropertyValues(previous(this.old, null)).run((context) -> {
			int port = TestSockets.port(context, "in");
			for (CurveKeyPair key : new CurveKeyPair[] { this.old, this.current, this.old }) {
				connect(port, key).close();
			}
			KeyUses uses = uses(context, "in");
			await().until(() -> uses.getHandshakes(this.old.publicKey()) == 2);
			assertThat(uses.getHandshakes(this.current.publicKey())).isEqualTo(1);
			assertThat(uses.find(this.old.publicKey()).lastUsed()).isBeforeOrEqualTo(Instant.now());
			assertThat(statistics(context, "in").getSucceeded()).isEqualTo(3);
		});
	}

	@Test
	void answersToNoPreviousKeyOfAnotherSocket() {
		this.contextRunner.withPropertyValues(previous(this.old, null)).run((context) -> {
			refused(context, "next", this.old);
			refused(context, "next", this.current);
			connect(TestSockets.port(context, "next"), this.other).close();
			refused(context, "in", this.other);
		});
	}

	@Test
	@Tag("long")
	void aPreviousKeyEndsWhenItsTimeComesAndOpenConnectionsLiveOn() {
		Instant until = Instant.now().plusSeconds(10);
		this.contextRunner.withPropertyValues(previous(this.old, until)).run((context) -> {
			CurvePeer open = connect(TestSockets.port(context, "in"), this.old);
			await().until(() -> Instant.now().isAfter(until));
			refused(context, "in", this.old);
			connect(TestSockets.port(context, "in"), this.current).close();
			assertOldLivesOn(context);
			open.close();
		});
	}

	@Test
	void aPreviousKeyThatIsRetiredIsAnsweredToNoMore() {
		this.contextRunner.withPropertyValues(previous(this.old, null)).run((context) -> {
			CurvePeer open = connect(TestSockets.port(context, "in"), this.old);
			CurveKeys keys = context.getBean(CurveKeys.class);
			assertThat(keys.retire("server", this.current.publicKey())).isFalse();
			assertThat(keys.retire("other", this.old.publicKey())).isFalse();
			assertThat(keys.retire("server", this.old.publicKey())).isTrue();
			assertThat(keys.retire("server", this.old.publicKey())).isFalse();
			refused(context, "in", this.old);
			connect(TestSockets.port(context, "in"), this.current).close();
			assertOldLivesOn(context);
			assertThat(keys.getOwnKeys("server")).hasSize(1);
			open.close();
		});
	}

	@Test
	void filesAreRotatedAndThePreviousOneIsTakenAway() throws IOException {
		Path key = write("server.key_secret", this.old);
		Path previous = this.directory.resolve("previous.key_secret");
		this.contextRunner
			.withPropertyValues("zmq.secure.keys.server.secret-key=", "zmq.secure.keys.server.location=file:" + key,
					"zmq.secure.keys.server.previous[0].location=file:" + previous)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(CurveKeys.class).getProblems()).isEmpty();
				int port = TestSockets.port(context, "in");
				connect(port, this.old).close();
				write("previous.key_secret", this.old);
				context.getBean(CurveKeysReloader.class).checkNow();
				assertThat(context.getBean(CurveKeys.class).getProblems()).isEmpty();
				write("server.key_secret", this.current);
				await().until(() -> context.getBean(CurveKeys.class).getOwnKeys("server").size() == 2
						&& context.getBean(CurveKeys.class).getProblems().isEmpty());
				CurvePeer open = connect(port, this.old);
				connect(port, this.current).close();
				Files.delete(previous);
				await().until(() -> context.getBean(CurveKeys.class).getOwnKeys("server").size() == 1);
				refused(context, "in", this.old);
				connect(port, this.current).close();
				assertThat(context.getBean(CurveKeys.class).getProblems()).isEmpty();
				assertThat(context.getBean(CurveKeysReloader.class).getFailureCount()).isZero();
				assertOldLivesOn(context);
				open.close();
			});
	}

	@Test
	void aPreviousFileWhoseDirectoryIsMissingIsAProblem() {
		this.contextRunner
			.withPropertyValues("zmq.secure.keys.server.previous[0].location=file:"
					+ this.directory.resolve("no-such-directory/previous.key_secret"))
			.run((context) -> assertThat(context.getBean(CurveKeys.class).getProblems()).singleElement()
				.asString()
				.contains("zmq.secure.keys.server.previous[0].location"));
	}

	@Test
	void aPreviousKeyLetsNobodyIn() {
		this.contextRunner.withPropertyValues(previous(this.old, null))
			.withPropertyValues("zmq.secure.sockets.in.clients=server")
			.run((context) -> {
				int port = TestSockets.port(context, "in");
				try (CurvePeer thief = new CurvePeer(port, this.old, this.current.publicKey())) {
					assertThat(thief.begin(Map.of("Socket-Type", "PUSH")).answer()).isEqualTo("ERROR");
				}
				try (CurvePeer own = new CurvePeer(port, this.current, this.old.publicKey())) {
					assertThat(own.begin(Map.of("Socket-Type", "PUSH")).answer()).isEqualTo("READY");
				}
			});
	}

	@Test
	void refusesWhatContradictsItself() {
		this.contextRunner.withPropertyValues("zmq.secure.keys.server.previous[0].until=2030-01-01T00:00:00Z")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("zmq.secure.keys.server.previous[0]")
				.hasMessageContaining("exactly one of 'location' and 'secret-key'"));
		this.contextRunner
			.withPropertyValues("zmq.secure.keys.server.previous[0].secret-key=" + "0123456789abcdef".repeat(4) + "0")
			.run((context) -> {
				assertThat(context).getFailure()
					.hasStackTraceContaining("zmq.secure.keys.server.previous[0].secret-key")
					.hasStackTraceContaining("65 characters");
				assertThat(context.getStartupFailure()).rootCause().hasMessageNotContaining("0123456789abcdef");
			});
		this.contextRunner.withPropertyValues(previous(this.current, null))
			.withPropertyValues(TestSockets.key("other", this.old),
					"zmq.secure.keys.server.previous[1].secret-key="
							+ HexFormat.of().formatHex(this.old.secretKey().toBytes()))
			.run((context) -> assertThat(context.getBean(CurveKeys.class).getProblems()).singleElement()
				.asString()
				.contains("is there already"));
	}

	private static String[] previous(CurveKeyPair pair, Instant until) {
		String property = "zmq.secure.keys.server.previous[0].";
		String key = TestSockets.key("server", pair).replace("zmq.secure.keys.server.", property);
		return (until != null) ? new String[] { key, property + "until=" + until } : new String[] { key };
	}

	private static CurvePeer connect(int port, CurveKeyPair server) {
		CurvePeer peer = new CurvePeer(port, CurveKeyPair.generate(), server.publicKey())
			.begin(Map.of("Socket-Type", "PUSH"));
		assertThat(peer.answer()).isEqualTo("READY");
		return peer;
	}

	private static void refused(AssertableApplicationContext context, String socket, CurveKeyPair server) {
		long before = statistics(context, socket).getFailed(FailureReason.WRONG_SERVER_KEY);
		try (CurvePeer outdated = new CurvePeer(TestSockets.port(context, socket), CurveKeyPair.generate(),
				server.publicKey())) {
			outdated.greet("CURVE");
			outdated.hello();
			outdated.awaitClose();
		}
		await().until(() -> statistics(context, socket).getFailed(FailureReason.WRONG_SERVER_KEY) == before + 1);
	}

	private static HandshakeStatistics statistics(AssertableApplicationContext context, String socket) {
		return TestSockets.socket(context, socket).getConnections().getStatistics();
	}

	private static KeyUses uses(AssertableApplicationContext context, String socket) {
		return statistics(context, socket).getOwnKeys();
	}

	private void assertOldLivesOn(AssertableApplicationContext context) {
		SocketConnections connections = TestSockets.socket(context, "in").getConnections();
		await().untilAsserted(() -> assertThat(connections.getConnections()).extracting(Connection::getServerKey)
			.containsExactly(this.old.publicKey()));
	}

	private Path write(String file, CurveKeyPair pair) throws IOException {
		Path written = Files.writeString(this.directory.resolve(file + ".new"),
				"curve\n    secret-key = \"%s\"\n".formatted(String.valueOf(pair.secretKey().toZ85())));
		Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rw-------"));
		return Files.move(written, this.directory.resolve(file), StandardCopyOption.ATOMIC_MOVE);
	}

}
