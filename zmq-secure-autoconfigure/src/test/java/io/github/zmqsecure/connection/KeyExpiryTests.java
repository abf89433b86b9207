// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.github.zmqsecure.auth.ClientAuthorizer;
import io.github.zmqsecure.autoconfigure.health.ZmqHealthContributorAutoConfiguration;
import io.github.zmqsecure.autoconfigure.metrics.ZmqMetricsAutoConfiguration;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.metrics.ZmqMetrics;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.TestSockets;
import io.github.zmqsecure.support.ZmqHealth;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for keys that end.
 */
class KeyExpiryTests {

	private final CurveKeyPair server = CurveKeyPair.generate();

	private final CurveKeyPair late = CurveKeyPair.generate();

	private final CurveKeyPair other = CurveKeyPair.generate();

	@TempDir
	private Path directory;

	private ApplicationContextRunner contextRunner;

	@BeforeEach
	void configure() throws IOException {
		write("other", this.other, null);
		this.contextRunner = TestSockets.runner()
			.withPropertyValues(TestSockets.key("server", this.server),
					"zmq.secure.peer-directory=file:" + this.directory, "zmq.secure.reload.period=50ms",
					"zmq.secure.sockets.in.type=pull", "zmq.secure.sockets.in.bind=tcp://127.0.0.1:*",
					"zmq.secure.sockets.in.key=server", "zmq.secure.sockets.in.clients=@directory");
	}

	@Test
	void closesTheConnectionsOfAPeerWhoseKeyEndsAndNobodyElses() throws IOException {
		write("late", this.late, null);
		this.contextRunner.run((context) -> {
			int port = TestSockets.port(context, "in");
			ManagedSocket in = TestSockets.socket(context, "in");
			CurvePeer ending = connect(port, this.late);
			CurvePeer staying = connect(port, this.other);
			await().until(() -> in.getConnections().getConnectionCount() == 2);
			Instant end = Instant.now().plusSeconds(3);
			write("late", this.late, end.toString());
			ending.awaitClose();
			assertThat(Duration.between(end, Instant.now())).isBetween(Duration.ZERO, Duration.ofSeconds(10));
			await().until(() -> in.getConnections().getConnectionCount() == 1);
			assertThat(in.getConnections().getConnections().get(0).getPeer().name()).isEqualTo("other");
			refused(port, this.late);
			write("late", this.late, null);
			await().until(() -> "READY".equals(answerTo(port, this.late)));
			ending.close();
			staying.close();
		});
	}

	@Test
	void missesNoKeyThatEndsWhileAHandshakeIsUnderWay() throws IOException {
		write("late", this.late, null);
		CurveKeyPair later = CurveKeyPair.generate();
		write("later", later, null);
		this.contextRunner.run((context) -> {
			int port = TestSockets.port(context, "in");
			ManagedSocket in = TestSockets.socket(context, "in");
			try (CurvePeer first = connect(port, this.late);
					CurvePeer second = connect(port, later);
					CurvePeer staying = connect(port, this.other)) {
				await().until(() -> in.getConnections().getConnectionCount() == 3);
				Instant end = Instant.now().plusSeconds(3);
				write("late", this.late, end.toString());
				write("later", later, end.plusMillis(50).toString());
				await().until(() -> Instant.now().isAfter(end.minusMillis(500)));
				try (CurvePeer silent = new CurvePeer(port, this.other, this.server.publicKey())) {
					silent.greet("CURVE");
					first.awaitClose();
					second.awaitClose();
					await().until(() -> in.getConnections().getConnectionCount() == 1);
					staying.message("staying");
				}
			}
		});
	}

	@Test
	void letsNoExpiredPeerInWhoeverDecides() throws IOException {
		write("late", this.late, "2026-01-31");
		this.contextRunner.withPropertyValues("zmq.secure.sockets.in.clients=any").run((context) -> {
			refused(TestSockets.port(context, "in"), this.late);
			connect(TestSockets.port(context, "in"), this.other).close();
		});
		this.contextRunner.withBean(ClientAuthorizer.class, () -> (client) -> "friend").run((context) -> {
			refused(TestSockets.port(context, "in"), this.late);
			connect(TestSockets.port(context, "in"), this.other).close();
		});
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void saysWhatEndsSoon(CapturedOutput output) throws IOException {
		write("late", this.late, Instant.now().plus(Duration.ofDays(10)).toString());
		write("later", CurveKeyPair.generate(), Instant.now().plus(Duration.ofDays(40)).toString());
		write("soon", CurveKeyPair.generate(), Instant.now().plus(Duration.ofMinutes(50)).toString());
		this.contextRunner.withBean(SimpleMeterRegistry.class)
			.withConfiguration(AutoConfigurations.of(ZmqHealthContributorAutoConfiguration.class,
					ZmqMetricsAutoConfiguration.class))
			.run((context) -> {
				assertThat(output).contains("Key 'late' (" + this.late.publicKey().fingerprint() + ") ends at")
					.contains(", in 9 days")
					.contains(", in 49 minutes")
					.doesNotContain("Key 'later'");
				var health = ZmqHealth.of(context);
				assertThat(health.getStatus()).isEqualTo(Status.UP);
				assertThat(health.getDetails().get("keyExpiry")).asString().contains("'late'").doesNotContain("later");
				SimpleMeterRegistry registry = context.getBean(SimpleMeterRegistry.class);
				context.getBean(ZmqMetrics.class).bindTo(registry);
				assertThat(registry.get("zmq.secure.key.expires").tag("name", "late").gauge().value() / 86400)
					.isBetween(9.9, 10.0);
				assertThat(registry.get("zmq.secure.key.expires").tag("name", "later").gauge().value() / 86400)
					.isBetween(39.9, 40.0);
				assertThat(registry.find("zmq.secure.key.expires").tag("name", "other").gauge()).isNull();
				Files.delete(this.directory.resolve("soon.key"));
				Files.delete(this.directory.resolve("late.key"));
				await().until(() -> registry.find("zmq.secure.key.expires").tag("name", "late").gauge() == null
						&& registry.find("zmq.secure.key.expires").tag("name", "soon").gauge() == null);
				assertThat(ZmqHealth.of(context).getDetails()).doesNotContainKey("keyExpiry");
			});
	}

	private CurvePeer connect(int port, CurveKeyPair client) {
		CurvePeer peer = begin(port, client);
		assertThat(peer.answer()).isEqualTo("READY");
		return peer;
	}

	private void refused(int port, CurveKeyPair client) {
		assertThat(answerTo(port, client)).isEqualTo("ERROR");
	}

	private String answerTo(int port, CurveKeyPair client) {
		try (CurvePeer peer = begin(port, client)) {
			return peer.answer();
		}
	}

	private CurvePeer begin(int port, CurveKeyPair client) {
		return new CurvePeer(port, client, this.server.publicKey()).begin(Map.of("Socket-Type", "PUSH"));
	}

	private void write(String name, CurveKeyPair pair, @Nullable String expires) throws IOException {
		Files.writeString(this.directory.resolve(name + ".key"),
				((expires != null) ? "metadata\n    expires = \"" + expires + "\"\n" : "")
						+ "curve\n    public-key = \"%s\"\n".formatted(pair.publicKey().toZ85()));
	}

}
