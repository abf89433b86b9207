// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.zmqsecure.concurrency.Threads;
import io.github.zmqsecure.endpoint.AddressPolicy;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Checks what is known of connections while the I/O thread tells of them, the sweeper
 * times them out, and those who take access away close them.
 */
@Tag("long")
class ConnectionsConcurrencyTests {

	private static final int INVOCATIONS = 40;

	private static final ConnectionLimits ONE_CONNECTION = new ConnectionLimits(1, 1, 1, 1, 1, 1000, 1000,
			Duration.ofSeconds(1));

	private static final AddressPolicy ANYWHERE = AddressPolicy.of(List.of(), List.of());

	private static final List<SocketChannel> channels = new ArrayList<>();

	@BeforeAll
	static void connect() throws IOException {
		try (ServerSocketChannel server = ServerSocketChannel.open()) {
			server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
			for (int i = 0; i < 2; i++) {
				channels.add(SocketChannel.open(server.getLocalAddress()));
			}
		}
	}

	@AfterAll
	static void close() throws IOException {
		for (SocketChannel channel : channels) {
			channel.close();
		}
	}

	@Test
	void aConnectionThatEndsIsCountedNoMoreWhateverHappensAtTheSameTime() {
		Lincheck.runConcurrentTest(INVOCATIONS, () -> {
			Socket socket = new Socket();
			Connection connection = socket.open(0);
			Threads.run(() -> socket.registry.succeed(connection, null), () -> socket.registry.revoke(connection),
					() -> socket.end(connection));
			socket.assertEmpty();
		});
	}

	@Test
	void aHandshakeEndsOneWay() {
		Lincheck.runConcurrentTest(INVOCATIONS, () -> {
			Socket socket = new Socket();
			Connection connection = socket.open(0);
			boolean[] outcomes = new boolean[2];
			Threads.run(() -> outcomes[0] = socket.registry.succeed(connection, null),
					() -> outcomes[1] = socket.registry.fail(connection));
			Threads.check(outcomes[0] != outcomes[1], "succeeded and failed");
			Threads.check(socket.registry.ready() == ((outcomes[0]) ? 1 : 0), "ready: " + socket.registry.ready());
			socket.end(connection);
			socket.assertEmpty();
		});
	}

	@Test
	void aSocketThatIsClosedForgetsEachConnectionOnce() {
		Lincheck.runConcurrentTest(INVOCATIONS, () -> {
			Socket socket = new Socket();
			Connection connection = socket.open(0);
			socket.registry.bound(connection.channel());
			Threads.run(socket.registry::clear, () -> {
				socket.end(connection);
				socket.registry.unbound(connection.channel());
			}, () -> socket.registry.succeed(connection, null));
			socket.assertEmpty();
		});
	}

	@Test
	void whetherThereIsAConnectionIsToldTruly() {
		Lincheck.runConcurrentTest(INVOCATIONS, () -> {
			Socket socket = new Socket();
			Connection first = socket.add(0);
			Connection second = socket.add(1);
			socket.registry.succeed(first, null);
			Threads.run(() -> socket.end(first), () -> socket.registry.succeed(second, null));
			Threads.check(socket.registry.disconnectedSince() == null, "disconnected with a connection");
		});
	}

	@Test
	void whetherThereIsNoConnectionIsToldTruly() {
		Lincheck.runConcurrentTest(INVOCATIONS, () -> {
			Socket socket = new Socket();
			Connection connection = socket.add(0);
			Threads.run(() -> socket.registry.succeed(connection, null), () -> socket.end(connection));
			Threads.check(socket.registry.disconnectedSince() != null, "connected without a connection");
		});
	}

	/**
	 * What is known of the connections of a socket that takes one at a time.
	 */
	private static final class Socket {

		private final ConnectionAdmission admission = new ConnectionAdmission(ANYWHERE, ONE_CONNECTION);

		private final ConnectionRegistry registry = new ConnectionRegistry(this.admission);

		Connection open(int index) {
			Connection connection = add(index);
			Threads.check(AdmissionResult.ADMITTED.equals(this.admission.admit(connection)), "not admitted");
			return connection;
		}

		Connection add(int index) {
			Connection connection = new Connection(channels.get(index), true, "endpoint");
			this.registry.add(connection);
			return connection;
		}

		void end(Connection connection) {
			Connection removed = this.registry.remove(connection.channel());
			if (removed != null) {
				this.registry.release(removed);
			}
		}

		void assertEmpty() {
			Threads.check(this.registry.ready() == 0, "ready: " + this.registry.ready());
			Threads.check(this.registry.pending().isEmpty(), "pending: " + this.registry.pending().size());
			Threads.check(this.registry.all().isEmpty(), "open: " + this.registry.all().size());
			open(1);
		}

	}

}
