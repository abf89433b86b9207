// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.zmqsecure.auth.VerdictProperty;
import io.github.zmqsecure.socket.HeaderMode;
import io.github.zmqsecure.socket.SocketTraits;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;
import zmq.Options;
import zmq.SocketBase;
import zmq.io.mechanism.Mechanism;
import zmq.io.mechanism.Mechanisms;

/**
 * Keeps the connections of one socket from it until their handshakes are over, and stands
 * before their mechanisms and decoders. What concerns a connection is for its I/O thread
 * only.
 *
 * @since 0.1.0
 */
public final class EngineGuard {

	/** Of the next socket that has one peer, and so gains nothing from several. */
	private static final AtomicInteger nextIoThread = new AtomicInteger();

	private final JeromqInternals internals = JeromqInternals.get();

	private final SocketBase socket;

	private final VerdictProperty verdicts;

	private final MessageLimits limits;

	private final FramePolicy policy;

	private final RoutingIds routingIds;

	private final HeaderMode headers;

	private final HeartbeatPolicy heartbeats;

	private final EngineListener listener;

	private final SocketFlow flow;

	private final @Nullable SinglePeer singlePeer;

	/** Engines whose greeting is not over, of all I/O threads. */
	private final Set<GuardedEngine> greeting = ConcurrentHashMap.newKeySet();

	/** Engines whose greeting is over, by channel, and some that have ended. */
	private final Map<SocketChannel, GuardedEngine> greeted = new ConcurrentHashMap<>();

	private volatile int prune = 64;

	/**
	 * Create the guard of a socket.
	 * @param socket the socket, neither bound nor connected yet
	 * @param verdicts carries the verdicts of the ZAP handler
	 * @param limits how large a message may become
	 * @param policy what the socket accepts of its peers
	 * @param routingIds the routing ids of its peers
	 * @param headers whether messages bear a header frame
	 * @param heartbeats how long its peers may be silent
	 * @param flow bounds the messages of the socket
	 * @param listener notified of what happens to the connections
	 */
	public EngineGuard(ZMQ.Socket socket, VerdictProperty verdicts, MessageLimits limits, FramePolicy policy,
			RoutingIds routingIds, HeaderMode headers, HeartbeatPolicy heartbeats, SocketFlow flow,
			EngineListener listener) {
		this.socket = socket.base();
		this.verdicts = verdicts;
		this.limits = limits;
		this.policy = policy;
		this.routingIds = routingIds;
		this.headers = headers;
		this.heartbeats = heartbeats;
		this.flow = flow;
		this.listener = listener;
		boolean single = SocketTraits.hasOnePeer(socket.getSocketType());
		this.singlePeer = (single) ? new SinglePeer(() -> {
		}) : null;
		int ioThreads = this.internals.mailbox().guard(this.socket.getCtx());
		if (single && ioThreads > 1) {
			socket.setAffinity(1L << Math.floorMod(nextIoThread.getAndIncrement(), ioThreads));
		}
	}

	/**
	 * Keep a connection from the socket that was just accepted or made.
	 * @param attachment the connection
	 */
	public void attach(Attachment attachment) {
		this.greeting.removeIf((each) -> !each.channel().isOpen());
		this.greeting.add(new GuardedEngine(attachment, this.singlePeer, this.flow, this.listener));
	}

	/**
	 * Stand before the mechanism of the connection whose greeting is over: JeroMQ doesn't
	 * say which.
	 * @throws IllegalStateException if it can't be found
	 */
	public void greeted() {
		for (GuardedEngine engine : this.greeting) {
			if (engine.isOfCurrentThread() && !this.internals.engine().isGreeting(engine.engine())) {
				this.greeting.remove(engine);
				greeted(engine);
				return;
			}
		}
		throw new IllegalStateException("JeroMQ greeted a connection that is not known");
	}

	/**
	 * Forget a connection that is about to end.
	 * @param channel the channel of the connection
	 */
	public void forget(SocketChannel channel) {
		this.greeting.removeIf((each) -> each.channel() == channel);
		GuardedEngine engine = this.greeted.remove(channel);
		if (engine != null) {
			engine.disconnected();
		}
	}

	/**
	 * Make a connection end. JeroMQ reads an end of file, and a write fails if it is held
	 * up in one. For any thread.
	 * @param channel the channel of the connection
	 */
	public static void cut(SocketChannel channel) {
		try {
			channel.shutdownInput();
			channel.shutdownOutput();
		}
		catch (IOException ex) {
			// It is gone already, which is what is wanted.
			return;
		}
	}

	/**
	 * Make the mechanism of a CURVE client anew if it is to insist on another key than
	 * its socket is configured with. Nothing was sent by it yet. JeroMQ reads the key
	 * from the options that all connections of a socket share, and only here; it tells
	 * one event of a socket at a time, so nobody else sets it meanwhile.
	 */
	private Mechanism addressed(GuardedEngine engine, Mechanism mechanism) {
		byte[] serverKey = (this.internals.curve().isClient(mechanism)) ? this.listener.serverKey(engine.channel())
				: null;
		if (serverKey == null || Arrays.equals(serverKey, this.internals.curve().serverKey(mechanism))) {
			return mechanism;
		}
		Options options = this.internals.mechanism().options(mechanism);
		options.curveServerKey = serverKey;
		mechanism.destroy();
		return Mechanisms.CURVE.create(engine.session(), null, options);
	}

	private void greeted(GuardedEngine engine) {
		Mechanism mechanism = this.internals.engine().mechanism(engine.engine());
		if (mechanism == null) {
			this.listener.refused(engine.channel());
			return;
		}
		if (this.greeted.size() >= this.prune) {
			this.greeted.values().removeIf((each) -> !each.channel().isOpen());
			this.prune = 2 * Math.max(32, this.greeted.size());
		}
		this.greeted.put(engine.channel(), engine);
		GuardedMechanism guarded = new GuardedMechanism(engine, addressed(engine, mechanism), this.verdicts,
				this.limits, this.policy, this.routingIds, this.headers, this.heartbeats, this.listener);
		this.internals.engine().setDecoder(engine.engine(), guarded.decoder());
		if (this.internals.curve().hasMessages(mechanism)) {
			this.internals.engine().setEncoder(engine.engine(), guarded.encoder());
		}
		this.internals.engine().setMechanism(engine.engine(), guarded);
	}

}
