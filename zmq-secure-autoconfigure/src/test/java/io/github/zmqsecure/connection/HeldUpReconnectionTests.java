// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.support.Network;
import io.github.zmqsecure.support.Pair;
import io.github.zmqsecure.support.PipeDepths;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of a client whose I/O thread is held up by a slow log for longer than JeroMQ
 * waits before it connects anew, when a connection is lost.
 */
class HeldUpReconnectionTests {

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
	 * The session of the lost connection keeps its messages, and goes on connecting even
	 * where the owner has given it up, after three seconds.
	 */
	@ParameterizedTest
	@Tag("long")
	@CsvSource({ "push, pull, true, 1", "push, pull, true, 5", "dealer, dealer, true, 5", "dealer, dealer, false, 5" })
	void aClientWithMessagesThatNobodyHasReadIsConnectedOnce(String serverType, String clientType, boolean another,
			int seconds) throws Exception {
		this.log.writing = Duration.ofSeconds(seconds);
		Pair pair = new Pair(serverType, clientType);
		try (Network network = new Network(pair.port())) {
			String endpoint = "tcp://127.0.0.1:" + network.port();
			pair.client("connect=" + (another ? endpoint + ",tcp://127.0.0.1:" + pair.port() : endpoint),
					"options.reconnect-ivl=200ms", "options.reconnect-ivl-max=200ms");
			int connections = another ? 2 : 1;
			pair.run((server, client) -> {
				client.getInbound().hold(this);
				client.setHandler((message) -> {
				});
				await().until(() -> count(server) == connections && count(client) == connections);
				for (int i = 0; i < MESSAGES; i++) {
					server.send("message");
				}
				await().until(() -> PipeDepths.inbound(client) == MESSAGES);
				network.cut();
				network.restore();
				await().until(() -> count(server) < connections
						|| server.getConnections().getStatistics().getSucceeded() > connections);
				AtomicInteger sent = new AtomicInteger(MESSAGES);
				await().until(() -> {
					server.send("message " + sent.getAndIncrement());
					return this.log.written && count(client) == connections;
				});
				await().during(Duration.ofSeconds(2)).untilAsserted(() -> {
					server.send("message " + sent.getAndIncrement());
					assertThat(count(client)).isEqualTo(connections);
					assertThat(count(server)).isEqualTo(connections);
				});
				client.getInbound().release(this);
				await().untilAsserted(() -> assertThat(client.getStatistics().getReceived()).isEqualTo(sent.get()));
			});
		}
	}

	private static int count(ManagedSocket socket) {
		return socket.getConnections().getConnectionCount();
	}

	/**
	 * Takes its time for what the client says.
	 */
	private static final class SlowLog extends UnsynchronizedAppenderBase<ILoggingEvent> {

		private volatile Duration writing = Duration.ZERO;

		private volatile boolean written;

		@Override
		protected void append(ILoggingEvent event) {
			if (event.getFormattedMessage().contains("Socket 'client'")) {
				LockSupport.parkNanos(this.writing.toNanos());
				this.written = true;
			}
		}

	}

}
