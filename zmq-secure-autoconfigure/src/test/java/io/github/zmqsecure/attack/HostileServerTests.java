// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.attack;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.github.zmqsecure.socket.HardenedContext;
import io.github.zmqsecure.support.Courier;
import io.github.zmqsecure.support.OrderService;
import io.github.zmqsecure.support.RawPeer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a client whose server is hostile, beside a legitimate pair on the same I/O
 * thread.
 */
class HostileServerTests {

	private static final int ACCEPT_MILLIS = 30_000;

	private static final int READ_MILLIS = 300;

	private static final byte[] GREETING = RawPeer.greeting("CURVE");

	private static final List<byte[]> ANSWERS = List.of(new byte[0], bytes("HTTP/1.1 200 OK\r\n\r\n"), new byte[200],
			RawPeer.greeting("NULL"), RawPeer.greeting("PLAIN"), GREETING, afterGreeting(header(2, -1)),
			afterGreeting(header(6, Long.MIN_VALUE)), afterGreeting(header(2, 600_000_000)),
			afterGreeting(header(2, 1_000_000)), afterGreeting(frame("\5READY")), afterGreeting(frame("\5ERROR\377")),
			afterGreeting(frame("\7WELCOME" + "x".repeat(160))), afterGreeting(frame("\7WELCOME")),
			afterGreeting(frame("\4PING")), afterGreeting(new byte[500]));

	@Test
	void hostileServer() throws IOException {
		try (ServerSocket hostile = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
				OrderService orders = OrderService.start("zmq.secure.sockets.victim.type=dealer",
						"zmq.secure.sockets.victim.connect=tcp://127.0.0.1:" + hostile.getLocalPort(),
						"zmq.secure.sockets.victim.key=listed", "zmq.secure.sockets.victim.server=orders-service",
						"zmq.secure.sockets.victim.options.reconnect-ivl=10ms",
						"zmq.secure.sockets.victim.options.reconnect-ivl-max=50ms",
						"zmq.secure.sockets.victim.options.handshake-ivl=500ms")) {
			hostile.setSoTimeout(ACCEPT_MILLIS);
			try (Courier courier = orders.courier()) {
				for (int i = 0; i < 2 * ANSWERS.size(); i++) {
					answer(hostile, ANSWERS.get(i % ANSWERS.size()));
					courier.awaitProgress();
				}
			}
			assertThat(orders.context().getBean(HardenedContext.class).isAlive()).isTrue();
			Map<String, Object> details = orders.health().getDetails();
			assertThat(details.get("sockets")).asString().contains("victim=", "orders=", "gateway=");
			assertThat(String.valueOf(details.get("problems"))).doesNotContain("'orders'", "'gateway'", "I/O thread");
		}
	}

	private static void answer(ServerSocket hostile, byte[] answer) throws IOException {
		try (Socket victim = hostile.accept()) {
			victim.setSoTimeout(READ_MILLIS);
			victim.getOutputStream().write(answer);
			victim.getInputStream().transferTo(OutputStream.nullOutputStream());
		}
		catch (SocketTimeoutException ex) {
			assertThat(ex).as("a victim that never came").hasMessageNotContaining("Accept");
		}
		catch (SocketException ex) {
			assertThat(hostile.isClosed()).isFalse();
		}
	}

	private static byte[] afterGreeting(byte[] bytes) {
		return ByteBuffer.allocate(GREETING.length + bytes.length).put(GREETING).put(bytes).array();
	}

	private static byte[] header(int flags, long size) {
		return ByteBuffer.allocate(9).put((byte) flags).putLong(size).array();
	}

	private static byte[] frame(String command) {
		byte[] body = bytes(command);
		return ByteBuffer.allocate(2 + body.length).put((byte) 4).put((byte) body.length).put(body).array();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

}
