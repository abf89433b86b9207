// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;

/**
 * Socket options that JeroMQ 0.6.0 really honours, bound under {@code
 * zmq.secure.defaults} for every socket and under {@code zmq.secure.sockets.*.options}
 * for one. What is not set is {@code null} and means "inherit". A mutable JavaBean, not
 * thread-safe.
 *
 * @since 0.1.0
 */
public class ZmqSocketOptions {

	/**
	 * High water mark of outbound messages for each peer; further messages block or are
	 * dropped, as the socket type says (ZMQ_SNDHWM).
	 */
	private @Nullable Integer sndHwm;

	/**
	 * High water mark of inbound messages for each peer, at least 2 (ZMQ_RCVHWM).
	 */
	private @Nullable Integer rcvHwm;

	/**
	 * Time to go on sending what is queued when the socket closes (ZMQ_LINGER).
	 */
	private @Nullable Duration linger;

	/**
	 * Largest inbound payload frame; a peer that sends a larger one is disconnected
	 * (ZMQ_MAXMSGSIZE).
	 */
	private @Nullable DataSize maxMsgSize;

	/**
	 * Maximum number of frames of one inbound message; a peer that sends more is
	 * disconnected.
	 */
	private @Nullable Integer maxFrames;

	/**
	 * Largest inbound message, over all its frames; a peer that sends a larger one is
	 * disconnected. A message of one frame may always have the largest size of a frame.
	 */
	private @Nullable DataSize maxMessageBytes;

	/**
	 * Time that a send may wait; zero to fail at once (ZMQ_SNDTIMEO).
	 */
	private @Nullable Duration sndTimeo;

	/**
	 * Time that a receive may wait; zero to fail at once, negative to wait without limit
	 * (ZMQ_RCVTIMEO).
	 */
	private @Nullable Duration rcvTimeo;

	/**
	 * Length of the queue of TCP connections that wait to be accepted (ZMQ_BACKLOG).
	 */
	private @Nullable Integer backlog;

	/**
	 * Routing id by which a ROUTER peer addresses this socket, 1 to 255 bytes of UTF-8
	 * not starting with a zero byte (ZMQ_ROUTING_ID).
	 */
	private @Nullable String routingId;

	/**
	 * Routing id that a ROUTER gives the peer it connects to next
	 * (ZMQ_CONNECT_ROUTING_ID).
	 */
	private @Nullable String connectRoutingId;

	/**
	 * Time to wait before a lost connection is tried again, at least a millisecond
	 * (ZMQ_RECONNECT_IVL).
	 */
	private @Nullable Duration reconnectIvl;

	/**
	 * Upper bound of the reconnection interval, which doubles with each attempt; zero to
	 * keep it constant (ZMQ_RECONNECT_IVL_MAX).
	 */
	private @Nullable Duration reconnectIvlMax;

	/**
	 * Time after which the connecting side gives up a handshake and tries again, at least
	 * a millisecond (ZMQ_HANDSHAKE_IVL).
	 */
	private @Nullable Duration handshakeIvl;

	/**
	 * Time between ZMTP heartbeats; zero for none. Where it is set they are sent to every
	 * peer, otherwise to those that are known to answer (ZMQ_HEARTBEAT_IVL).
	 */
	private @Nullable Duration heartbeatIvl;

	/**
	 * Time that a peer may be silent before it is disconnected; zero for ever, and three
	 * intervals where only the interval is set (ZMQ_HEARTBEAT_TIMEOUT).
	 */
	private @Nullable Duration heartbeatTimeout;

	/**
	 * Time after which the peer disconnects this socket when it hears no heartbeat, in
	 * steps of 100 milliseconds up to 655.3 seconds (ZMQ_HEARTBEAT_TTL).
	 */
	private @Nullable Duration heartbeatTtl;

	/**
	 * Text sent with each heartbeat and echoed by the peer, up to 16 bytes of UTF-8.
	 */
	private @Nullable String heartbeatContext;

	/**
	 * Receive buffer of the operating system for each connection; zero for its own choice
	 * (ZMQ_RCVBUF).
	 */
	private @Nullable DataSize rcvBuf;

	/**
	 * Whether IPv6 is used beside IPv4 (ZMQ_IPV6).
	 */
	private @Nullable Boolean ipv6;

	/**
	 * Whether messages are queued only for completed connections, as libzmq means it
	 * (ZMQ_IMMEDIATE). In force for sockets that take turns among several endpoints.
	 */
	private @Nullable Boolean immediate;

	/**
	 * Whether only the newest message is kept; multipart messages cannot be used with it
	 * (ZMQ_CONFLATE).
	 */
	private @Nullable Boolean conflate;

	/**
	 * Whether TCP keep-alive is on; the choice of the operating system when not set
	 * (ZMQ_TCP_KEEPALIVE).
	 */
	private @Nullable Boolean tcpKeepalive;

	/**
	 * Number of unanswered TCP keep-alive probes before the connection is lost
	 * (ZMQ_TCP_KEEPALIVE_CNT).
	 */
	private @Nullable Integer tcpKeepaliveCnt;

	/**
	 * Idle time before the first TCP keep-alive probe. If a duration suffix is not
	 * specified, seconds will be used (ZMQ_TCP_KEEPALIVE_IDLE).
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private @Nullable Duration tcpKeepaliveIdle;

	/**
	 * Time between TCP keep-alive probes. If a duration suffix is not specified, seconds
	 * will be used (ZMQ_TCP_KEEPALIVE_INTVL).
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private @Nullable Duration tcpKeepaliveIntvl;

	/**
	 * Whether a REQ socket marks each request with an id and drops replies to earlier
	 * ones (ZMQ_REQ_CORRELATE).
	 */
	private @Nullable Boolean reqCorrelate;

	/**
	 * Whether a REQ socket may send again before the reply has come (ZMQ_REQ_RELAXED).
	 */
	private @Nullable Boolean reqRelaxed;

	/**
	 * Whether a ROUTER refuses a message to an unknown peer instead of dropping it
	 * (ZMQ_ROUTER_MANDATORY).
	 */
	private @Nullable Boolean routerMandatory;

	/**
	 * Whether a ROUTER hands a routing id that is in use over to the newcomer
	 * (ZMQ_ROUTER_HANDOVER).
	 */
	private @Nullable Boolean routerHandover;

	/**
	 * Whether an empty message announces the socket to each new ROUTER peer
	 * (ZMQ_PROBE_ROUTER).
	 */
	private @Nullable Boolean probeRouter;

	/**
	 * Whether an XPUB passes on duplicate subscriptions (ZMQ_XPUB_VERBOSE).
	 */
	private @Nullable Boolean xpubVerbose;

	/**
	 * Whether a PUB or XPUB refuses to send instead of dropping when a subscriber is at
	 * its high water mark (ZMQ_XPUB_NODROP).
	 */
	private @Nullable Boolean xpubNoDrop;

	/**
	 * Message sent to each new peer, UTF-8 (ZMQ_HELLO_MSG).
	 */
	private @Nullable String helloMsg;

	/**
	 * Message received in the name of a peer that disconnected, UTF-8
	 * (ZMQ_DISCONNECT_MSG).
	 */
	private @Nullable String disconnectMsg;

	/**
	 * Message received when the connection to a peer is interrupted, UTF-8
	 * (ZMQ_HICCUP_MSG).
	 */
	private @Nullable String hiccupMsg;

	public @Nullable Integer getSndHwm() {
		return this.sndHwm;
	}

	public void setSndHwm(@Nullable Integer sndHwm) {
		this.sndHwm = sndHwm;
	}

	public @Nullable Integer getRcvHwm() {
		return this.rcvHwm;
	}

	public void setRcvHwm(@Nullable Integer rcvHwm) {
		this.rcvHwm = rcvHwm;
	}

	public @Nullable Duration getLinger() {
		return this.linger;
	}

	public void setLinger(@Nullable Duration linger) {
		this.linger = linger;
	}

	public @Nullable DataSize getMaxMsgSize() {
		return this.maxMsgSize;
	}

	public void setMaxMsgSize(@Nullable DataSize maxMsgSize) {
		this.maxMsgSize = maxMsgSize;
	}

	public @Nullable Integer getMaxFrames() {
		return this.maxFrames;
	}

	public void setMaxFrames(@Nullable Integer maxFrames) {
		this.maxFrames = maxFrames;
	}

	public @Nullable DataSize getMaxMessageBytes() {
		return this.maxMessageBytes;
	}

	public void setMaxMessageBytes(@Nullable DataSize maxMessageBytes) {
		this.maxMessageBytes = maxMessageBytes;
	}

	public @Nullable Duration getSndTimeo() {
		return this.sndTimeo;
	}

	public void setSndTimeo(@Nullable Duration sndTimeo) {
		this.sndTimeo = sndTimeo;
	}

	public @Nullable Duration getRcvTimeo() {
		return this.rcvTimeo;
	}

	public void setRcvTimeo(@Nullable Duration rcvTimeo) {
		this.rcvTimeo = rcvTimeo;
	}

	public @Nullable Integer getBacklog() {
		return this.backlog;
	}

	public void setBacklog(@Nullable Integer backlog) {
		this.backlog = backlog;
	}

	public @Nullable String getRoutingId() {
		return this.routingId;
	}

	public void setRoutingId(@Nullable String routingId) {
		this.routingId = routingId;
	}

	public @Nullable String getConnectRoutingId() {
		return this.connectRoutingId;
	}

	public void setConnectRoutingId(@Nullable String connectRoutingId) {
		this.connectRoutingId = connectRoutingId;
	}

	public @Nullable Duration getReconnectIvl() {
		return this.reconnectIvl;
	}

	public void setReconnectIvl(@Nullable Duration reconnectIvl) {
		this.reconnectIvl = reconnectIvl;
	}

	public @Nullable Duration getReconnectIvlMax() {
		return this.reconnectIvlMax;
	}

	public void setReconnectIvlMax(@Nullable Duration reconnectIvlMax) {
		this.reconnectIvlMax = reconnectIvlMax;
	}

	public @Nullable Duration getHandshakeIvl() {
		return this.handshakeIvl;
	}

	public void setHandshakeIvl(@Nullable Duration handshakeIvl) {
		this.handshakeIvl = handshakeIvl;
	}

	public @Nullable Duration getHeartbeatIvl() {
		return this.heartbeatIvl;
	}

	public void setHeartbeatIvl(@Nullable Duration heartbeatIvl) {
		this.heartbeatIvl = heartbeatIvl;
	}

	public @Nullable Duration getHeartbeatTimeout() {
		return this.heartbeatTimeout;
	}

	public void setHeartbeatTimeout(@Nullable Duration heartbeatTimeout) {
		this.heartbeatTimeout = heartbeatTimeout;
	}

	public @Nullable Duration getHeartbeatTtl() {
		return this.heartbeatTtl;
	}

	public void setHeartbeatTtl(@Nullable Duration heartbeatTtl) {
		this.heartbeatTtl = heartbeatTtl;
	}

	public @Nullable String getHeartbeatContext() {
		return this.heartbeatContext;
	}

	public void setHeartbeatContext(@Nullable String heartbeatContext) {
		this.heartbeatContext = heartbeatContext;
	}

	public @Nullable DataSize getRcvBuf() {
		return this.rcvBuf;
	}

	public void setRcvBuf(@Nullable DataSize rcvBuf) {
		this.rcvBuf = rcvBuf;
	}

	public @Nullable Boolean getIpv6() {
		return this.ipv6;
	}

	public void setIpv6(@Nullable Boolean ipv6) {
		this.ipv6 = ipv6;
	}

	public @Nullable Boolean getImmediate() {
		return this.immediate;
	}

	public void setImmediate(@Nullable Boolean immediate) {
		this.immediate = immediate;
	}

	public @Nullable Boolean getConflate() {
		return this.conflate;
	}

	public void setConflate(@Nullable Boolean conflate) {
		this.conflate = conflate;
	}

	public @Nullable Boolean getTcpKeepalive() {
		return this.tcpKeepalive;
	}

	public void setTcpKeepalive(@Nullable Boolean tcpKeepalive) {
		this.tcpKeepalive = tcpKeepalive;
	}

	public @Nullable Integer getTcpKeepaliveCnt() {
		return this.tcpKeepaliveCnt;
	}

	public void setTcpKeepaliveCnt(@Nullable Integer tcpKeepaliveCnt) {
		this.tcpKeepaliveCnt = tcpKeepaliveCnt;
	}

	public @Nullable Duration getTcpKeepaliveIdle() {
		return this.tcpKeepaliveIdle;
	}

	public void setTcpKeepaliveIdle(@Nullable Duration tcpKeepaliveIdle) {
		this.tcpKeepaliveIdle = tcpKeepaliveIdle;
	}

	public @Nullable Duration getTcpKeepaliveIntvl() {
		return this.tcpKeepaliveIntvl;
	}

	public void setTcpKeepaliveIntvl(@Nullable Duration tcpKeepaliveIntvl) {
		this.tcpKeepaliveIntvl = tcpKeepaliveIntvl;
	}

	public @Nullable Boolean getReqCorrelate() {
		return this.reqCorrelate;
	}

	public void setReqCorrelate(@Nullable Boolean reqCorrelate) {
		this.reqCorrelate = reqCorrelate;
	}

	public @Nullable Boolean getReqRelaxed() {
		return this.reqRelaxed;
	}

	public void setReqRelaxed(@Nullable Boolean reqRelaxed) {
		this.reqRelaxed = reqRelaxed;
	}

	public @Nullable Boolean getRouterMandatory() {
		return this.routerMandatory;
	}

	public void setRouterMandatory(@Nullable Boolean routerMandatory) {
		this.routerMandatory = routerMandatory;
	}

	public @Nullable Boolean getRouterHandover() {
		return this.routerHandover;
	}

	public void setRouterHandover(@Nullable Boolean routerHandover) {
		this.routerHandover = routerHandover;
	}

	public @Nullable Boolean getProbeRouter() {
		return this.probeRouter;
	}

	public void setProbeRouter(@Nullable Boolean probeRouter) {
		this.probeRouter = probeRouter;
	}

	public @Nullable Boolean getXpubVerbose() {
		return this.xpubVerbose;
	}

	public void setXpubVerbose(@Nullable Boolean xpubVerbose) {
		this.xpubVerbose = xpubVerbose;
	}

	public @Nullable Boolean getXpubNoDrop() {
		return this.xpubNoDrop;
	}

	public void setXpubNoDrop(@Nullable Boolean xpubNoDrop) {
		this.xpubNoDrop = xpubNoDrop;
	}

	public @Nullable String getHelloMsg() {
		return this.helloMsg;
	}

	public void setHelloMsg(@Nullable String helloMsg) {
		this.helloMsg = helloMsg;
	}

	public @Nullable String getDisconnectMsg() {
		return this.disconnectMsg;
	}

	public void setDisconnectMsg(@Nullable String disconnectMsg) {
		this.disconnectMsg = disconnectMsg;
	}

	public @Nullable String getHiccupMsg() {
		return this.hiccupMsg;
	}

	public void setHiccupMsg(@Nullable String hiccupMsg) {
		this.hiccupMsg = hiccupMsg;
	}

}
