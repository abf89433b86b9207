// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.socket;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;

import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import org.springframework.util.unit.DataSize;

/**
 * A socket option that JeroMQ 0.6.0 really honours, under ZeroMQ's own name. Options that
 * are broken there (type of service, send buffer, SOCKS proxy, GSSAPI, accept filters)
 * are left out on purpose, as are those that security depends on.
 *
 * @since 0.1.0
 */
public enum SocketOption {

	/** {@code ZMQ_SNDHWM}: messages that wait for one peer, at least 1. */
	SND_HWM(Check.atLeast(1), (socket, value) -> socket.setSndHWM((int) value)),

	/** {@code ZMQ_RCVHWM}: messages of one peer that wait to be read, at least 2. */
	RCV_HWM(Check.atLeast(2), (socket, value) -> socket.setRcvHWM((int) value)),

	/** {@code ZMQ_LINGER}: how long unsent messages are kept at close. */
	LINGER(Check.NOT_NEGATIVE, (socket, value) -> socket.setLinger(millis(value))),

	/**
	 * {@code ZMQ_MAXMSGSIZE}, but of the payload of one frame: the overhead of CURVE is
	 * added for the wire.
	 */
	MAX_MSG_SIZE(Check.FRAME_SIZE, (socket, value) -> true),

	/** Frames of one received message; ZeroMQ has no such limit. */
	MAX_FRAMES(Check.atLeast(1), (socket, value) -> true),

	/** Bytes of all frames of one received message; ZeroMQ has no such limit. */
	MAX_MESSAGE_BYTES(Check.FRAME_SIZE, (socket, value) -> true),

	/** {@code ZMQ_SNDTIMEO}: how long a send may wait. */
	SND_TIMEO(Check.NOT_NEGATIVE, (socket, value) -> socket.setSendTimeOut(millis(value))),

	/** {@code ZMQ_RCVTIMEO}: how long a receive on a raw socket may wait. */
	RCV_TIMEO(Check.TIMEOUT, (socket, value) -> socket.setReceiveTimeOut(millis(value))),

	/** {@code ZMQ_BACKLOG}: connections that wait to be accepted. */
	BACKLOG(Check.atLeast(1), (socket, value) -> socket.setBacklog((int) value)),

	/** {@code ZMQ_ROUTING_ID}: the identity that a ROUTER peer sees. */
	ROUTING_ID(Check.SHORT_TEXT, (socket, value) -> socket.setIdentity(bytes(value))),

	/**
	 * {@code ZMQ_CONNECT_ROUTING_ID}: the identity given to the next peer connected to.
	 */
	CONNECT_ROUTING_ID(Check.SHORT_TEXT, (socket, value) -> socket.setConnectRid((String) value), SocketType.ROUTER),

	/** {@code ZMQ_RECONNECT_IVL}: first pause before connecting again. */
	RECONNECT_IVL(Check.POSITIVE, (socket, value) -> socket.setReconnectIVL(millis(value))),

	/** {@code ZMQ_RECONNECT_IVL_MAX}: longest pause before connecting again. */
	RECONNECT_IVL_MAX(Check.NOT_NEGATIVE, (socket, value) -> socket.setReconnectIVLMax(millis(value))),

	/**
	 * {@code ZMQ_HANDSHAKE_IVL}: how long a connection that the socket makes may take to
	 * be ready.
	 */
	HANDSHAKE_IVL(Check.POSITIVE, (socket, value) -> true),

	/** {@code ZMQ_HEARTBEAT_IVL}: pause between pings, which JeroMQ does not send. */
	HEARTBEAT_IVL(Check.NOT_NEGATIVE, (socket, value) -> true),

	/**
	 * {@code ZMQ_HEARTBEAT_TIMEOUT}: how long a peer may be silent, which JeroMQ does not
	 * watch.
	 */
	HEARTBEAT_TIMEOUT(Check.NOT_NEGATIVE, (socket, value) -> true),

	/**
	 * {@code ZMQ_HEARTBEAT_TTL}: when the peer shall give the connection up, at most 655
	 * seconds.
	 */
	HEARTBEAT_TTL(Check.HEARTBEAT_TTL, (socket, value) -> socket.setHeartbeatTtl(millis(value))),

	/** ZMTP 3.1 ping context, at most 16 bytes. */
	HEARTBEAT_CONTEXT(Check.PING_CONTEXT, (socket, value) -> socket.setHeartbeatContext(bytes(value))),

	/** {@code ZMQ_RCVBUF}: the kernel's receive buffer, 0 for its own choice. */
	RCV_BUF(Check.BUFFER_SIZE, (socket, value) -> socket.setReceiveBufferSize((int) ((DataSize) value).toBytes())),

	/** {@code ZMQ_IPV6}: whether IPv6 is used as well as IPv4. */
	IPV6(Check.NONE, (socket, value) -> socket.setIPv6((boolean) value)),

	/**
	 * {@code ZMQ_IMMEDIATE} as libzmq means it: whether messages wait only for completed
	 * connections. JeroMQ has it the wrong way round.
	 */
	IMMEDIATE(Check.NONE, (socket, value) -> socket.setImmediate(!(boolean) value)),

	/** {@code ZMQ_CONFLATE}: whether only the last message is kept. */
	CONFLATE(Check.NONE, (socket, value) -> socket.setConflate((boolean) value), SocketType.PUB, SocketType.SUB,
			SocketType.PUSH, SocketType.PULL, SocketType.DEALER),

	/** {@code ZMQ_TCP_KEEPALIVE}: whether the kernel probes idle connections. */
	TCP_KEEPALIVE(Check.NONE, (socket, value) -> socket.setTCPKeepAlive(((boolean) value) ? 1 : 0)),

	/** {@code ZMQ_TCP_KEEPALIVE_CNT}: probes before a connection is given up. */
	TCP_KEEPALIVE_CNT(Check.atLeast(1), (socket, value) -> socket.setTCPKeepAliveCount((int) value)),

	/** {@code ZMQ_TCP_KEEPALIVE_IDLE}: idle time before the first probe. */
	TCP_KEEPALIVE_IDLE(Check.POSITIVE, (socket, value) -> socket.setTCPKeepAliveIdle(seconds(value))),

	/** {@code ZMQ_TCP_KEEPALIVE_INTVL}: pause between probes. */
	TCP_KEEPALIVE_INTVL(Check.POSITIVE, (socket, value) -> socket.setTCPKeepAliveInterval(seconds(value))),

	/** {@code ZMQ_REQ_CORRELATE}: whether REQ marks and matches its requests. */
	REQ_CORRELATE(Check.NONE, (socket, value) -> socket.setReqCorrelate((boolean) value), SocketType.REQ),

	/** {@code ZMQ_REQ_RELAXED}: whether REQ may send another request before the reply. */
	REQ_RELAXED(Check.NONE, (socket, value) -> socket.setReqRelaxed((boolean) value), SocketType.REQ),

	/** {@code ZMQ_ROUTER_MANDATORY}: whether unroutable messages are an error. */
	ROUTER_MANDATORY(Check.NONE, (socket, value) -> socket.setRouterMandatory((boolean) value), SocketType.ROUTER),

	/** {@code ZMQ_ROUTER_HANDOVER}: whether a new peer takes over a routing id in use. */
	ROUTER_HANDOVER(Check.NONE, (socket, value) -> socket.setRouterHandover((boolean) value), SocketType.ROUTER),

	/**
	 * {@code ZMQ_PROBE_ROUTER}: whether an empty message announces the socket to a
	 * ROUTER.
	 */
	PROBE_ROUTER(Check.NONE, (socket, value) -> socket.setProbeRouter((boolean) value), SocketType.REQ,
			SocketType.DEALER, SocketType.ROUTER),

	/** {@code ZMQ_XPUB_VERBOSE}: whether repeated subscriptions are passed on. */
	XPUB_VERBOSE(Check.NONE, (socket, value) -> socket.setXpubVerbose((boolean) value), SocketType.XPUB),

	/** {@code ZMQ_XPUB_NODROP}: whether a full subscriber holds up the publisher. */
	XPUB_NO_DROP(Check.NONE, (socket, value) -> socket.setXpubNoDrop((boolean) value), SocketType.XPUB, SocketType.PUB),

	/** {@code ZMQ_HELLO_MSG}: sent to each peer once it is connected. */
	HELLO_MSG(Check.NONE, (socket, value) -> socket.setHelloMsg(bytes(value)), SocketType.DEALER, SocketType.ROUTER),

	/** {@code ZMQ_DISCONNECT_MSG}: received in the name of a peer that went. */
	DISCONNECT_MSG(Check.NONE, baseOption(zmq.ZMQ.ZMQ_DISCONNECT_MSG), SocketType.DEALER, SocketType.ROUTER),

	/**
	 * {@code ZMQ_HICCUP_MSG}: received when a connection that the socket made was broken.
	 */
	HICCUP_MSG(Check.NONE, baseOption(zmq.ZMQ.ZMQ_HICCUP_MSG), SocketType.DEALER);

	private final Check check;

	private final BiPredicate<ZMQ.Socket, Object> setter;

	private final Set<SocketType> types;

	SocketOption(Check check, BiPredicate<ZMQ.Socket, Object> setter, SocketType... types) {
		this.check = check;
		this.setter = setter;
		this.types = (types.length > 0) ? Set.of(types) : EnumSet.allOf(SocketType.class);
	}

	/**
	 * Return the name as the configuration spells it.
	 * @return the name in lower case with dashes, such as {@code snd-hwm}
	 */
	public String key() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Return whether a type of socket knows this option.
	 * @param type the type of socket
	 * @return whether the option may be set
	 */
	public boolean appliesTo(SocketType type) {
		return this.types.contains(type);
	}

	/**
	 * Return what is wrong with a value.
	 * @param value the value
	 * @return what is wrong and what would be right, or {@code null} if nothing is wrong
	 */
	public @Nullable String problemOf(Object value) {
		return this.check.problemOf(value);
	}

	boolean apply(ZMQ.Socket socket, Object value) {
		return this.setter.test(socket, value);
	}

	private static int millis(Object value) {
		return Math.toIntExact(((Duration) value).toMillis());
	}

	private static long seconds(Object value) {
		return Math.max(1, ((Duration) value).toSeconds());
	}

	private static byte[] bytes(Object value) {
		return ((String) value).getBytes(StandardCharsets.UTF_8);
	}

	private static BiPredicate<ZMQ.Socket, Object> baseOption(int option) {
		return (socket, value) -> socket.base().setSocketOpt(option, bytes(value));
	}

	/**
	 * What a value must be.
	 */
	@FunctionalInterface
	private interface Check {

		Check NONE = (value) -> null;

		Check NOT_NEGATIVE = (value) -> problem(isDuration(value, 0), "must be between 0 and 24 days");

		Check TIMEOUT = (value) -> problem(isDuration(value, -1), "must be between 0 and 24 days, or -1 ms for ever");

		Check POSITIVE = (value) -> problem(isDuration(value, 1), "must be between 1 ms and 24 days");

		Check HEARTBEAT_TTL = (value) -> problem(isDuration(value, 0) && ((Duration) value).toMillis() <= 655_399,
				"must be between 0 and 655 s");

		Check FRAME_SIZE = (value) -> problem(
				((DataSize) value).toBytes() > 0 && ((DataSize) value).toBytes() <= Integer.MAX_VALUE - 1024,
				"must be between 1 B and 2047 MB");

		Check BUFFER_SIZE = (value) -> problem(
				((DataSize) value).toBytes() >= 0 && ((DataSize) value).toBytes() <= Integer.MAX_VALUE - 1024,
				"must be between 0 B and 2047 MB");

		Check SHORT_TEXT = (value) -> problem(
				bytes(value).length > 0 && bytes(value).length < 256 && bytes(value)[0] != 0,
				"must have 1 to 255 bytes and not begin with a zero byte");

		Check PING_CONTEXT = (value) -> problem(bytes(value).length <= 16, "must have at most 16 bytes");

		@Nullable String problemOf(Object value);

		static Check atLeast(int minimum) {
			return (value) -> problem((int) value >= minimum, "must be at least " + minimum);
		}

		private static boolean isDuration(Object value, long minimum) {
			long millis = ((Duration) value).toMillis();
			return millis >= minimum && millis <= Integer.MAX_VALUE;
		}

		private static @Nullable String problem(boolean fine, String problem) {
			return (fine) ? null : problem;
		}

	}

}
