// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import io.github.zmqsecure.actuate.ZmqKeysEndpoint;
import io.github.zmqsecure.actuate.ZmqKeysEndpoint.ReloadDescriptor;
import io.github.zmqsecure.channel.ManagedSockets;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.curve.CurveKeysReloader;
import io.github.zmqsecure.curve.DefaultCurveKeys;
import io.github.zmqsecure.support.CurvePeer;
import io.github.zmqsecure.support.OrderService;
import io.github.zmqsecure.support.TestSockets;
import io.github.zmqsecure.thread.DaemonThreads;
import io.github.zmqsecure.thread.GuardedThreads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.FileSystemResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for key files that do not answer, as those of a network file system do not that
 * has lost its server.
 */
class BlockedKeyFileTests {

	private final CurveKeyPair billing = CurveKeyPair.generate();

	private final CurveKeyPair risk = CurveKeyPair.generate();

	private final CountDownLatch released = new CountDownLatch(1);

	private volatile boolean blocking;

	@TempDir
	private Path peers;

	@AfterEach
	void release() {
		this.released.countDown();
	}

	@Test
	void aFileThatIsRemovedTakesEffectWhileAnotherDoesNotAnswer() throws IOException {
		write("billing", this.billing);
		OrderService.run(this::prepared, (orders) -> {
			try (CurvePeer revoked = new CurvePeer(orders.port(), this.billing, orders.serverKey());
					CurvePeer blocked = new CurvePeer(orders.port(), this.risk, orders.serverKey())) {
				revoked.handshake(Map.of());
				blocked.handshake(Map.of());
				await().until(() -> orders.orders().getConnections().getConnectionCount() == 3);
				this.blocking = true;
				delete("billing");
				await().until(() -> orders.orders().getConnections().getConnectionCount() == 2);
				CurveKeys keys = orders.context().getBean(CurveKeys.class);
				await().untilAsserted(() -> assertThat(keys.getProblems()).singleElement()
					.asString()
					.contains("does not answer")
					.contains("what blocks"));
				assertThat(orders.health().getStatus()).isEqualTo(Status.UP);
				this.blocking = false;
				this.released.countDown();
				await().until(() -> keys.getProblems().isEmpty());
			}
		});
	}

	@Test
	@Tag("long")
	void startsNotWhileAFileDoesNotAnswer() throws IOException {
		write("billing", this.billing);
		this.blocking = true;
		prepared(TestSockets.runner()).withPropertyValues(TestSockets.SERVER)
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("does not answer")
				.hasStackTraceContaining("zmq.secure.peers.risk.location"));
	}

	@Test
	@Tag("long")
	void saysSoWhenAnotherLookDoesNotComeToAnEnd() {
		OrderService.run((orders) -> {
			DefaultCurveKeys keys = orders.context().getBean(DefaultCurveKeys.class);
			CountDownLatch loading = new CountDownLatch(1);
			CurveKeysReloader reloader = new CurveKeysReloader(List.of(new FileSystemResource(this.peers)),
					Duration.ofHours(1), () -> {
						loading.countDown();
						this.released.await();
						return keys.getKeySet();
					}, keys, orders.context().getBean(GuardedThreads.class));
			DaemonThreads.start("zmq-test-reload", reloader::checkNow);
			await().until(() -> loading.getCount() == 0);
			WebEndpointResponse<?> answer = new ZmqKeysEndpoint(keys, orders.context().getBean(ManagedSockets.class),
					reloader)
				.reload(null);
			assertThat(answer.getStatus()).isEqualTo(WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE);
			assertThat(answer.getBody()).isInstanceOfSatisfying(ReloadDescriptor.class, (body) -> {
				assertThat(body.changed()).isFalse();
				assertThat(body.problems()).first().asString().contains("not come to an end");
			});
		});
	}

	private ApplicationContextRunner prepared(ApplicationContextRunner runner) {
		return runner
			.withInitializer((context) -> context.addProtocolResolver(
					(location, loader) -> location.startsWith("blocking:") ? new BlockingResource() : null))
			.withPropertyValues("zmq.secure.reload.period=50ms", "zmq.secure.peer-directory=file:" + this.peers,
					"zmq.secure.peers.risk.location=blocking:risk",
					"zmq.secure.sockets.orders.clients=gateway,listed,billing,risk");
	}

	private void write(String name, CurveKeyPair pair) throws IOException {
		Files.writeString(this.peers.resolve(name + ".key"), certificate(pair));
	}

	private void delete(String name) {
		assertThat(this.peers.resolve(name + ".key").toFile().delete()).isTrue();
	}

	private static String certificate(CurveKeyPair pair) {
		return "curve\n    public-key = \"" + pair.publicKey().toZ85() + "\"\n";
	}

	private final class BlockingResource extends AbstractResource {

		@Override
		public String getDescription() {
			return "what blocks";
		}

		@Override
		public InputStream getInputStream() throws IOException {
			if (BlockedKeyFileTests.this.blocking) {
				try {
					BlockedKeyFileTests.this.released.await();
				}
				catch (InterruptedException ex) {
					throw new InterruptedIOException();
				}
			}
			return new ByteArrayInputStream(
					certificate(BlockedKeyFileTests.this.risk).getBytes(StandardCharsets.US_ASCII));
		}

	}

}
