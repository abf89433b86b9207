// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.annotation.ZmqListener;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.curve.CurvePublicKey;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.ModelSockets;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.TestSockets;
import io.github.zmqsecure.template.PeerGoneException;
import io.github.zmqsecure.template.ZmqOperations;
import io.github.zmqsecure.template.ZmqTemplate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for clients whose own key is replaced while they run: they keep their connections
 * until the server removes the former key, and are back with the next one by themselves.
 */
class ClientKeyRotationTests {

	private static final int BUSY = 100;

	private static final int REQUESTERS = 3;

	private final int port = Ports.free();

	private final CurveKeyPair serverKey = CurveKeyPair.generate();

	private final CurveKeyPair former = CurveKeyPair.generate();

	private final CurveKeyPair next = CurveKeyPair.generate();

	@TempDir
	private Path directory;

	@BeforeEach
	void writeKeys() throws IOException {
		Files.createDirectory(this.directory.resolve("peers"));
		writePeer("gateway-1", this.former);
		writeSecret(this.former);
	}

	@Test
	void losesNoRequestButThoseUnderWayWhenTheFormerKeyIsRemoved() throws Exception {
		run((server, client) -> {
			ZmqTemplate template = client.getBean(ZmqTemplate.class);
			List<Requester> once = requesters(template);
			List<Requester> repeated = requesters(template.idempotent());
			List<Requester> all = Stream.concat(once.stream(), repeated.stream()).toList();
			try {
				awaitBusy(all);
				writePeer("gateway-2", this.next);
				await().until(() -> server.getBean(CurveKeys.class).getPeerKeys("gateway").size() == 2);
				replaceSecret(client);
				awaitBusy(all);
				assertThat(keys(server)).containsExactly(this.former.publicKey());
				assertThat(all).allSatisfy((requester) -> assertThat(requester.failures).isEmpty());

				Files.delete(this.directory.resolve("peers/gateway-1.key"));
				await().until(() -> keys(server).equals(List.of(this.next.publicKey())));
				awaitBusy(all);
			}
			finally {
				all.forEach(Requester::stop);
			}
			assertThat(once).allSatisfy((requester) -> assertThat(requester.failures).hasSizeLessThanOrEqualTo(1)
				.hasOnlyElementsOfType(PeerGoneException.class));
			assertThat(repeated).allSatisfy((requester) -> assertThat(requester.failures).isEmpty());
			assertThat(statistics(server).getFailed()).isZero();
			int answered = all.stream().mapToInt((requester) -> requester.answered.get()).sum();
			assertThat(server.getBean(Echo.class).handled.get()).isBetween(answered, answered + all.size());
			assertRefused(this.former, server);
		});
	}

	@Test
	void isBackWithItsNextKeyAfterTheStolenOneWasRefused() throws Exception {
		run((server, client) -> {
			ZmqTemplate template = client.getBean(ZmqTemplate.class);
			assertThat(template.sendAndReceive("client", "before", String.class)).isEqualTo("reply to before");
			Files.delete(this.directory.resolve("peers/gateway-1.key"));
			await().until(
					() -> keys(server).isEmpty() && statistics(server).getFailed(FailureReason.CLIENT_NOT_ALLOWED) > 0);
			replaceSecret(client);
			writePeer("gateway-1", this.next);
			await().until(() -> keys(server).equals(List.of(this.next.publicKey())));
			await().until(() -> TestSockets.socket(client, "client").getEndpoints().getRefusal() == null);
			assertThat(template.sendAndReceive("client", "after", String.class)).isEqualTo("reply to after");
			assertRefused(this.former, server);
		});
	}

	private void run(Scenario scenario) {
		ModelSockets.runner()
			.withPropertyValues(ModelSockets.server("router", this.port))
			.withPropertyValues(TestSockets.key("orders-service", this.serverKey),
					"zmq.secure.peer-directory=file:" + this.directory.resolve("peers"),
					"zmq.secure.reload.period=50ms")
			.withUserConfiguration(Echo.class)
			.run((server) -> ModelSockets.runner()
				.withPropertyValues(ModelSockets.client("dealer", this.port))
				.withPropertyValues("zmq.secure.keys.gateway.location=file:" + this.directory.resolve("key_secret"),
						TestSockets.peer("orders-service", this.serverKey), "zmq.secure.reload.period=50ms",
						"zmq.secure.template.request-timeout=60s", "zmq.secure.template.retry.max-retries=3")
				.run((client) -> scenario.run(server, client)));
	}

	private void replaceSecret(AssertableApplicationContext client) throws IOException {
		writeSecret(this.next);
		CurveKeys keys = client.getBean(CurveKeys.class);
		await().until(() -> keys.getKeyPair("gateway").publicKey().equals(this.next.publicKey()));
	}

	private void assertRefused(CurveKeyPair pair, AssertableApplicationContext server) {
		long before = statistics(server).getFailed(FailureReason.CLIENT_NOT_ALLOWED);
		try (CurvePeer thief = new CurvePeer(this.port, pair, this.serverKey.publicKey())) {
			assertThat(thief.begin(Map.of("Socket-Type", "DEALER")).answer()).isEqualTo("ERROR");
		}
		await().until(() -> statistics(server).getFailed(FailureReason.CLIENT_NOT_ALLOWED) == before + 1);
	}

	private static List<Requester> requesters(ZmqOperations operations) {
		return Stream.generate(() -> new Requester(operations)).limit(REQUESTERS).toList();
	}

	private static void awaitBusy(List<Requester> requesters) {
		for (Requester requester : requesters) {
			int before = requester.answered.get();
			await().until(() -> requester.answered.get() >= before + BUSY);
		}
	}

	private static HandshakeStatistics statistics(AssertableApplicationContext server) {
		return TestSockets.socket(server, "server").getConnections().getStatistics();
	}

	private static List<CurvePublicKey> keys(AssertableApplicationContext server) {
		return TestSockets.socket(server, "server")
			.getConnections()
			.getConnections()
			.stream()
			.flatMap((each) -> Stream.ofNullable(each.getPeer()))
			.map((peer) -> peer.publicKey())
			.toList();
	}

	private void writePeer(String file, CurveKeyPair pair) throws IOException {
		Path written = Files.writeString(this.directory.resolve("written"), """
				metadata
				    name = "gateway"
				curve
				    public-key = "%s"
				""".formatted(pair.publicKey().toZ85()));
		Files.move(written, this.directory.resolve("peers/" + file + ".key"), StandardCopyOption.ATOMIC_MOVE);
	}

	private void writeSecret(CurveKeyPair pair) throws IOException {
		Path written = Files.writeString(this.directory.resolve("written"),
				"curve\n    secret-key = \"%s\"\n".formatted(String.valueOf(pair.secretKey().toZ85())));
		Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rw-------"));
		Files.move(written, this.directory.resolve("key_secret"), StandardCopyOption.ATOMIC_MOVE);
	}

	/**
	 * What happens while both applications run.
	 */
	private interface Scenario {

		void run(AssertableApplicationContext server, AssertableApplicationContext client) throws Exception;

	}

	/**
	 * Sends one request after the other.
	 */
	private static final class Requester {

		private final AtomicInteger answered = new AtomicInteger();

		private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

		private final Thread thread;

		private volatile boolean stopped;

		private Requester(ZmqOperations operations) {
			this.thread = new Thread(() -> {
				for (int number = 0; !this.stopped; number++) {
					request(operations, hashCode() + " " + number);
				}
			}, "requester");
			this.thread.start();
		}

		private void request(ZmqOperations operations, String request) {
			try {
				assertThat(operations.sendAndReceive("client", request, String.class)).isEqualTo("reply to " + request);
				this.answered.incrementAndGet();
			}
			catch (ZmqSecureException | AssertionError ex) {
				this.failures.add(ex);
			}
		}

		private void stop() {
			this.stopped = true;
			try {
				this.thread.join();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Echo {

		private final AtomicInteger handled = new AtomicInteger();

		@ZmqListener(socket = "server", concurrency = "2")
		String echo(String request) {
			this.handled.incrementAndGet();
			return "reply to " + request;
		}

	}

}
