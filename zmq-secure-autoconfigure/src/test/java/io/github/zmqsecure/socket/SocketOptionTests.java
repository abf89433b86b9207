// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.socket;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

import io.github.zmqsecure.support.TestSockets;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import zmq.Options;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SocketOption}: what the configuration says is what JeroMQ's socket
 * has.
 */
class SocketOptionTests {

	private static final String[] GENERAL = { "snd-hwm=11", "rcv-hwm=12", "linger=1300ms", "max-msg-size=14KB",
			"snd-timeo=1500ms", "rcv-timeo=1600ms", "backlog=17", "routing-id=eighteen", "reconnect-ivl=190ms",
			"reconnect-ivl-max=20s", "handshake-ivl=21s", "heartbeat-ivl=22s", "heartbeat-timeout=23s",
			"heartbeat-ttl=24s", "heartbeat-context=twenty-five", "rcv-buf=26KB", "ipv6=true", "immediate=true",
			"tcp-keepalive=true", "tcp-keepalive-cnt=27", "tcp-keepalive-idle=28s", "tcp-keepalive-intvl=29s",
			"conflate=true", "probe-router=true", "hello-msg=hello", "disconnect-msg=bye", "hiccup-msg=oops" };

	@Test
	void appliesGeneralOptions() {
		application("dealer", GENERAL).run((context) -> {
			try (ZMQ.Socket socket = context.getBean(SecureSocketFactory.class).create("tested")) {
				SoftAssertions assertions = new SoftAssertions();
				assertions.assertThat(socket.getSndHWM()).isEqualTo(11);
				assertions.assertThat(socket.getRcvHWM()).isEqualTo(12);
				assertions.assertThat(socket.getLinger()).isEqualTo(1300);
				assertions.assertThat(socket.getMaxMsgSize()).isEqualTo(14 * 1024 + 33);
				assertions.assertThat(socket.getSendTimeOut()).isEqualTo(1500);
				assertions.assertThat(socket.getReceiveTimeOut()).isEqualTo(1600);
				assertions.assertThat(socket.getBacklog()).isEqualTo(17);
				assertions.assertThat(socket.getIdentity()).asString().isEqualTo("eighteen");
				assertions.assertThat(socket.getReconnectIVL()).isEqualTo(190);
				assertions.assertThat(socket.getReconnectIVLMax()).isEqualTo(20_000);
				assertions.assertThat(socket.getHandshakeIvl()).isGreaterThanOrEqualTo(21_000);
				assertions.assertThat(socket.getHeartbeatIvl()).as("which the library keeps").isZero();
				assertions.assertThat(socket.getHeartbeatTtl()).isEqualTo(24_000);
				assertions.assertThat(socket.getHeartbeatContext()).asString().isEqualTo("twenty-five");
				assertions.assertThat(socket.getReceiveBufferSize()).isEqualTo(26 * 1024);
				assertions.assertThat(option(socket, zmq.ZMQ.ZMQ_IPV6)).isEqualTo(true);
				assertions.assertThat(socket.isImmediate()).as("which JeroMQ has the wrong way round").isFalse();
				assertions.assertThat(socket.getTCPKeepAlive()).isOne();
				assertions.assertThat(socket.getTCPKeepAliveCount()).isEqualTo(27);
				assertions.assertThat(socket.getTCPKeepAliveIdle()).isEqualTo(28);
				assertions.assertThat(socket.getTCPKeepAliveInterval()).isEqualTo(29);
				assertions.assertThat(socket.isConflate()).isTrue();
				assertions.assertThat(field(socket, "probeRouter")).isEqualTo(true);
				Options options = (Options) ReflectionTestUtils.getField(socket.base(), "options");
				assertions.assertThat(options.helloMsg.data()).asString().isEqualTo("hello");
				assertions.assertThat(options.disconnectMsg.data()).asString().isEqualTo("bye");
				assertions.assertThat(options.hiccupMsg.data()).asString().isEqualTo("oops");
				assertions.assertAll();
			}
		});
	}

	@ParameterizedTest
	@CsvSource({ "router, router-mandatory, mandatory, true", "router, router-mandatory, mandatory, false",
			"router, router-handover, handover, true", "router, probe-router, probeRouter, true",
			"req, req-relaxed, strict, true", "req, req-correlate, requestIdFramesEnabled, true",
			"xpub, xpub-verbose, verboseSubs, true", "xpub, xpub-no-drop, lossy, true",
			"pub, xpub-no-drop, lossy, true" })
	void appliesOptionsOfTypes(String type, String option, String field, String value) {
		boolean inverted = field.equals("strict") || field.equals("lossy");
		application(type, option + "=" + value).run((context) -> {
			try (ZMQ.Socket socket = context.getBean(SecureSocketFactory.class).create("tested")) {
				assertThat(field(socket, field)).hasToString(inverted ? "false" : value);
			}
		});
	}

	@Test
	void appliesSecureDefaults() {
		application("router").run((context) -> {
			try (ZMQ.Socket socket = context.getBean(SecureSocketFactory.class).create("tested")) {
				assertThat(socket.getSndHWM()).isEqualTo(1000);
				assertThat(socket.getRcvHWM()).isEqualTo(1000);
				assertThat(socket.getLinger()).isEqualTo(1000);
				assertThat(socket.getMaxMsgSize()).isEqualTo(1024 * 1024 + 33);
				assertThat(socket.getReconnectIVL()).isPositive();
				assertThat(socket.getReconnectIVLMax()).isGreaterThan(socket.getReconnectIVL());
				assertThat(field(socket, "mandatory")).isEqualTo(true);
			}
		});
	}

	@Test
	void boundsTheFramesThatJeromqAllocates() {
		application("router", "max-msg-size=2000B").run((context) -> {
			try (ZMQ.Socket socket = context.getBean(SecureSocketFactory.class).create("tested")) {
				zmq.msg.MsgAllocator allocator = (zmq.msg.MsgAllocator) option(socket, zmq.ZMQ.ZMQ_MSG_ALLOCATOR);
				assertThat(allocator.allocate(2033).size()).isEqualTo(2033);
				assertThat(allocator.allocate(2034).size()).isZero();
				assertThat(allocator.allocate(-1).size()).isZero();
				assertThat(allocator.allocate(Integer.MIN_VALUE).size()).isZero();
			}
		});
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "MAX_FRAMES", "MAX_MESSAGE_BYTES" })
	void hasTheNameThatZeroMqGaveIt(SocketOption option) {
		String name = option.name()
			.replace("SND_HWM", "SNDHWM")
			.replace("RCV_HWM", "RCVHWM")
			.replace("SND_TIMEO", "SNDTIMEO")
			.replace("RCV_TIMEO", "RCVTIMEO")
			.replace("RCV_BUF", "RCVBUF")
			.replace("MAX_MSG_SIZE", "MAXMSGSIZE")
			.replace("NO_DROP", "NODROP")
			.replace("CONNECT_ROUTING_ID", "CONNECT_RID")
			.replace("ROUTING_ID", "IDENTITY");
		assertThat(zmq.ZMQ.class).hasDeclaredFields("ZMQ_" + name);
	}

	@Test
	void knowsWhatIsWrongWithAValue() {
		assertThat(SocketOption.SND_HWM.problemOf(0)).contains("at least 1");
		assertThat(SocketOption.RCV_HWM.problemOf(1)).contains("at least 2");
		assertThat(SocketOption.LINGER.problemOf(Duration.ofMillis(-1))).isNotNull();
		assertThat(SocketOption.LINGER.problemOf(Duration.ofDays(25))).isNotNull();
		assertThat(SocketOption.RECONNECT_IVL.problemOf(Duration.ZERO)).isNotNull();
		assertThat(SocketOption.RCV_TIMEO.problemOf(Duration.ofMillis(-1))).isNull();
		assertThat(SocketOption.MAX_MSG_SIZE.problemOf(DataSize.ofBytes(0))).isNotNull();
		assertThat(SocketOption.MAX_MSG_SIZE.problemOf(DataSize.ofGigabytes(2))).isNotNull();
		assertThat(SocketOption.MAX_FRAMES.problemOf(0)).isNotNull();
		assertThat(SocketOption.MAX_MESSAGE_BYTES.problemOf(DataSize.ofBytes(0))).isNotNull();
		assertThat(SocketOption.ROUTING_ID.problemOf("\0zero")).isNotNull();
		assertThat(SocketOption.ROUTING_ID.problemOf("x".repeat(256))).isNotNull();
		assertThat(SocketOption.HEARTBEAT_TTL.problemOf(Duration.ofMinutes(11))).isNotNull();
		assertThat(SocketOption.HEARTBEAT_CONTEXT.problemOf("x".repeat(17))).isNotNull();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> SocketOptions.SECURE_DEFAULTS.with(SocketOption.SND_HWM, 0))
			.withMessageContaining("snd-hwm");
	}

	@Test
	void appliesToItsTypesOnly() {
		assertThat(SocketOption.SND_HWM.appliesTo(SocketType.PUB)).isTrue();
		assertThat(SocketOption.XPUB_VERBOSE.appliesTo(SocketType.PUB)).isFalse();
		Set<SocketOption> forRouters = EnumSet.of(SocketOption.ROUTER_MANDATORY, SocketOption.ROUTER_HANDOVER,
				SocketOption.CONNECT_ROUTING_ID);
		assertThat(forRouters).allMatch((option) -> option.appliesTo(SocketType.ROUTER))
			.noneMatch((option) -> option.appliesTo(SocketType.DEALER));
	}

	private static ApplicationContextRunner application(String type, String... options) {
		String[] properties = new String[options.length];
		for (int i = 0; i < options.length; i++) {
			properties[i] = "zmq.secure.sockets.tested.options." + options[i];
		}
		return TestSockets.runner()
			.withPropertyValues("zmq.secure.keys.tested.ephemeral=true", "zmq.secure.sockets.tested.type=" + type,
					"zmq.secure.sockets.tested.connect=tcp://127.0.0.1:1", "zmq.secure.sockets.tested.server=tested")
			.withPropertyValues(properties);
	}

	private static Object option(ZMQ.Socket socket, int option) {
		return socket.base().getSocketOptx(option);
	}

	private static Object field(ZMQ.Socket socket, String name) {
		return ReflectionTestUtils.getField(socket.base(), name);
	}

}
