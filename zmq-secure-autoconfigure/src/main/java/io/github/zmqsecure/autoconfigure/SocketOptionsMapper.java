// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import io.github.zmqsecure.ZmqConfigurationException;
import io.github.zmqsecure.socket.SocketOption;
import io.github.zmqsecure.socket.SocketOptions;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;

/**
 * Maps {@link ZmqSocketOptions} to {@link SocketOptions}.
 */
final class SocketOptionsMapper {

	private SocketOptionsMapper() {
	}

	/**
	 * Map what every socket starts from.
	 * @param prefix the name of the property that holds the options
	 * @param properties the options
	 * @return the secure defaults with the options on top
	 */
	static SocketOptions defaults(String prefix, ZmqSocketOptions properties) {
		return new Mapping(prefix, null, SocketOptions.SECURE_DEFAULTS).map(properties);
	}

	/**
	 * Map the options of one socket.
	 * @param prefix the name of the property that holds the options
	 * @param properties the options
	 * @param type the type of the socket, which must know each of them
	 * @param defaults what the socket starts from
	 * @return the defaults with the options on top
	 */
	static SocketOptions of(String prefix, ZmqSocketOptions properties, SocketType type, SocketOptions defaults) {
		return new Mapping(prefix, type, defaults).map(properties);
	}

	private static final class Mapping {

		private final String prefix;

		private final @Nullable SocketType type;

		private SocketOptions options;

		Mapping(String prefix, @Nullable SocketType type, SocketOptions options) {
			this.prefix = prefix;
			this.type = type;
			this.options = options;
		}

		SocketOptions map(ZmqSocketOptions properties) {
			set(SocketOption.SND_HWM, properties.getSndHwm());
			set(SocketOption.RCV_HWM, properties.getRcvHwm());
			set(SocketOption.LINGER, properties.getLinger());
			set(SocketOption.MAX_MSG_SIZE, properties.getMaxMsgSize());
			set(SocketOption.MAX_FRAMES, properties.getMaxFrames());
			set(SocketOption.MAX_MESSAGE_BYTES, properties.getMaxMessageBytes());
			set(SocketOption.SND_TIMEO, properties.getSndTimeo());
			set(SocketOption.RCV_TIMEO, properties.getRcvTimeo());
			set(SocketOption.BACKLOG, properties.getBacklog());
			set(SocketOption.ROUTING_ID, properties.getRoutingId());
			set(SocketOption.CONNECT_ROUTING_ID, properties.getConnectRoutingId());
			set(SocketOption.RECONNECT_IVL, properties.getReconnectIvl());
			set(SocketOption.RECONNECT_IVL_MAX, properties.getReconnectIvlMax());
			set(SocketOption.HANDSHAKE_IVL, properties.getHandshakeIvl());
			set(SocketOption.HEARTBEAT_IVL, properties.getHeartbeatIvl());
			set(SocketOption.HEARTBEAT_TIMEOUT, properties.getHeartbeatTimeout());
			set(SocketOption.HEARTBEAT_TTL, properties.getHeartbeatTtl());
			set(SocketOption.HEARTBEAT_CONTEXT, properties.getHeartbeatContext());
			set(SocketOption.RCV_BUF, properties.getRcvBuf());
			set(SocketOption.IPV6, properties.getIpv6());
			set(SocketOption.IMMEDIATE, properties.getImmediate());
			set(SocketOption.CONFLATE, properties.getConflate());
			set(SocketOption.TCP_KEEPALIVE, properties.getTcpKeepalive());
			set(SocketOption.TCP_KEEPALIVE_CNT, properties.getTcpKeepaliveCnt());
			set(SocketOption.TCP_KEEPALIVE_IDLE, properties.getTcpKeepaliveIdle());
			set(SocketOption.TCP_KEEPALIVE_INTVL, properties.getTcpKeepaliveIntvl());
			set(SocketOption.REQ_CORRELATE, properties.getReqCorrelate());
			set(SocketOption.REQ_RELAXED, properties.getReqRelaxed());
			set(SocketOption.ROUTER_MANDATORY, properties.getRouterMandatory());
			set(SocketOption.ROUTER_HANDOVER, properties.getRouterHandover());
			set(SocketOption.PROBE_ROUTER, properties.getProbeRouter());
			set(SocketOption.XPUB_VERBOSE, properties.getXpubVerbose());
			set(SocketOption.XPUB_NO_DROP, properties.getXpubNoDrop());
			set(SocketOption.HELLO_MSG, properties.getHelloMsg());
			set(SocketOption.DISCONNECT_MSG, properties.getDisconnectMsg());
			set(SocketOption.HICCUP_MSG, properties.getHiccupMsg());
			return this.options;
		}

		private void set(SocketOption option, @Nullable Object value) {
			if (value == null) {
				return;
			}
			String property = this.prefix + "." + option.key();
			if (this.type != null && !option.appliesTo(this.type)) {
				throw new ZmqConfigurationException(property, value,
						"A socket of type " + this.type + " does not have this option.", "Remove it.");
			}
			String problem = option.problemOf(value);
			if (problem != null) {
				throw new ZmqConfigurationException(property, value, "It " + problem + ".",
						"Choose a value in that range.");
			}
			this.options = this.options.with(option, value);
		}

	}

}
