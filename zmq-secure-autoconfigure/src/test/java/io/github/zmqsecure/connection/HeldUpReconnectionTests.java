// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.support.Network;
import io.github.zmqsecure.support.Pair;
import io.github.zmqsecure.support.PipeDepths;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of a client whose I/O thread is held up by a slow log for longer than JeroMQ
 * waits before it connects anew, when a connection is lost.
 */
@Timeout(60)
class HeldUpReconnectionTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final int MESSAGES = 40;

	private static final Logger logger = (Logger) LoggerFactory.getLogger("zmq.security.disconnected");

	private final SlowLog log = new SlowLog();

	@BeforeEach
	void add() {
		this.log.setContext(logger.getLoggerContext());
		this.log.start();
		logger.addAppender(this.log);
	}

	@AfterEach
	void remove() {
		logger.detachAppender(this.log);
	}

	/**
	 * Its messages keep what there was of the lost connection, and so do its attempts to
	 * connect anew, even where the owner has given it up after three seconds.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 1, 5 })
	void aClientWithMessagesThatNobodyHasReadIsConnectedOnce(int seconds) throws Exception {
		this.log.writing = Duration.ofSeconds(seconds);
		Pair pair = new Pair("push", "pull");
		try (Network network = new Network(pair.port())) {
			pair.client("connect=tcp://127.0.0.1:" + network.port() + ",tcp://127.0.0.1:" + pair.port(),
					"options.reconnect-ivl=200ms", "options.reconnect-ivl-max=200ms");
			pair.run((server, client) -> {
				client.getInbound().hold(this);
				client.setHandler((message) -> {
				});
				await().atMost(PATIENCE).until(() -> count(server) == 2 && count(client) == 2);
				for (int i = 0; i < MESSAGES; i++) {
					server.send("x".repeat(100));
				}
				await().atMost(PATIENCE).until(() -> PipeDepths.inbound(client) == MESSAGES);
				network.cut();
				network.restore();
				await().atMost(PATIENCE).until(() -> this.log.written);
				await().atMost(PATIENCE).until(() -> count(client) == 2);
				await().during(Duration.ofSeconds(2)).atMost(PATIENCE).untilAsserted(() -> {
					assertThat(count(client)).isEqualTo(2);
					assertThat(count(server)).isLessThanOrEqualTo(2);
				});
				client.getInbound().release(this);
				await().atMost(PATIENCE).until(() -> client.getStatistics().getReceived() == MESSAGES);
			});
		}
	}

	private static int count(ManagedSocket socket) {
		return socket.getConnections().getConnectionCount();
	}

	/**
	 * Takes its time for what the client says.
	 */
	private static final class SlowLog extends AppenderBase<ILoggingEvent> {

		private volatile Duration writing = Duration.ZERO;

		private volatile boolean written;

		@Override
		protected void append(ILoggingEvent event) {
			if (event.getFormattedMessage().contains("'client'")) {
				LockSupport.parkNanos(this.writing.toNanos());
				this.written = true;
			}
		}

	}

}
