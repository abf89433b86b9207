// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.support.RawPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import zmq.ZMQ;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link JeromqSelfCheck}.
 */
class JeromqSelfCheckTests {

	private static final byte[] READY_COMMAND = "\4\32\5READY\13Socket-Type\0\0\0\4PAIR"
		.getBytes(StandardCharsets.US_ASCII);

	private final ZContext context = new ZContext(1);

	@AfterEach
	void close() {
		this.context.close();
	}

	@Test
	void findsConnectionsGuarded() {
		assertThatNoException().isThrownBy(() -> JeromqSelfCheck.run(this.context));
	}

	@Test
	void findsConnectionsGuardedOfSeveralIoThreads() {
		try (ZContext several = new ZContext(4)) {
			assertThatNoException().isThrownBy(() -> JeromqSelfCheck.run(several));
		}
	}

	@ParameterizedTest
	@EnumSource
	void looksAtNoOtherConnectionToItsPort(Visitor kind) {
		try (Visitors visitors = new Visitors(kind)) {
			JeromqSelfCheck check = new JeromqSelfCheck(this.context.createSocket(SocketType.PAIR),
					Duration.ofSeconds(10)) {

				@Override
				public void attaching(Attachment attachment) {
					super.attaching(attachment);
					visitors.connectAfter(attachment);
				}

			};
			assertThatNoException().isThrownBy(check::run);
			assertThat(visitors.sockets).hasSize(4);
		}
	}

	@Test
	void waitsForItsTurnBehindVisitorsThatFillTheQueue() {
		try (Visitors visitors = new Visitors(Visitor.READY)) {
			JeromqSelfCheck check = new JeromqSelfCheck(this.context.createSocket(SocketType.PAIR),
					Duration.ofSeconds(10)) {

				@Override
				public void attaching(Attachment attachment) {
					super.attaching(attachment);
					if (visitors.sockets.isEmpty()) {
						visitors.fillQueueOf(attachment);
					}
				}

			};
			assertThatNoException().isThrownBy(check::run);
			assertThat(visitors.sockets).hasSizeGreaterThan(20);
		}
	}

	/**
	 * As a hold on JeroMQ would that does not take, whatever visitors do meanwhile.
	 */
	@ParameterizedTest
	@CsvSource({ "true, SILENT", "false, SILENT", "true, READY", "false, READY", "true, TOO_LARGE",
			"false, TOO_LARGE" })
	void refusesAJeromqWhoseConnectionsAreNotGuarded(boolean attached, Visitor kind) {
		try (Visitors visitors = new Visitors(kind)) {
			JeromqSelfCheck check = new JeromqSelfCheck(this.context.createSocket(SocketType.PAIR),
					Duration.ofMillis(500)) {

				@Override
				public void attaching(Attachment attachment) {
					if (attached || visitors.contain(attachment)) {
						super.attaching(attachment);
					}
					visitors.connectAfter(attachment);
				}

				@Override
				public void consume(ZMQ.Event event) {
					if (event.event != ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL) {
						super.consume(event);
					}
				}

			};
			assertThatExceptionOfType(ZmqSecureException.class).isThrownBy(check::run)
				.withMessageContaining("could not be guarded");
		}
	}

	/**
	 * What another process says that connects to the port.
	 */
	enum Visitor {

		SILENT(false), GREETED(false, RawPeer.greeting("NULL")), READY(false, RawPeer.greeting("NULL"), READY_COMMAND),
		TOO_LARGE(false, RawPeer.greeting("NULL"), READY_COMMAND, new byte[] { 2, 0, 0, 0, 0, 0x7f, 0, 0, 0 }),
		GONE(true, RawPeer.greeting("NULL"));

		private final boolean leaves;

		private final byte[][] says;

		Visitor(boolean leaves, byte[]... says) {
			this.leaves = leaves;
			this.says = says;
		}

	}

	/**
	 * Connections of other processes.
	 */
	private static final class Visitors implements AutoCloseable {

		private final Visitor kind;

		private final List<Socket> sockets = new ArrayList<>();

		private final Set<Integer> ports = new HashSet<>();

		Visitors(Visitor kind) {
			this.kind = kind;
		}

		boolean contain(Attachment attachment) {
			return this.ports.contains(attachment.channel().socket().getPort());
		}

		/** Whatever connects next, one of these is before it. */
		void connectAfter(Attachment attachment) {
			if (!contain(attachment)) {
				assertThat(connect(attachment.channel().socket().getLocalSocketAddress())).isTrue();
			}
		}

		void fillQueueOf(Attachment attachment) {
			boolean room;
			do {
				room = connect(attachment.channel().socket().getLocalSocketAddress());
			}
			while (room);
		}

		private boolean connect(SocketAddress address) {
			Socket socket = new Socket();
			this.sockets.add(socket);
			try {
				socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
				this.ports.add(socket.getLocalPort());
				socket.connect(address, 200);
				for (byte[] each : this.kind.says) {
					socket.getOutputStream().write(each);
				}
				if (this.kind.leaves) {
					socket.setSoLinger(true, 0);
					socket.close();
				}
				return true;
			}
			catch (SocketTimeoutException ex) {
				return false;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		@Override
		public void close() {
			for (Socket each : this.sockets) {
				try {
					each.close();
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			}
		}

	}

}
