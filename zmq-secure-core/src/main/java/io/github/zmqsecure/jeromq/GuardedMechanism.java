/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.zmqsecure.jeromq;

import io.github.zmqsecure.auth.AuthenticatedPeer;
import io.github.zmqsecure.auth.VerdictProperty;
import io.github.zmqsecure.auth.ZapVerdict;
import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.ZError;
import zmq.io.Msgs;
import zmq.io.mechanism.Mechanism;
import zmq.io.mechanism.Mechanisms;

/**
 * Stands before the mechanism of a connection. It seals and opens the messages of CURVE
 * in place, and puts what was decoded in the place of what was received, which JeroMQ
 * 0.6.0 does not: when the receive high-water mark holds up a message, it later hands
 * over the ciphertext, and the message is lost. It ends the connection of a peer whose
 * message exceeds the limits, and gives the connection to the socket when it is ready.
 * Used on the I/O thread only, but for {@link #status()} and the properties.
 */
final class GuardedMechanism extends Mechanism {

	/** Name and time to live. */
	private static final int PING_SIZE = 7;

	private final JeromqInternals internals = JeromqInternals.get();

	private final GuardedEngine engine;

	private final Mechanism original;

	private final VerdictProperty verdicts;

	private final MessageLimiter limiter;

	private final RoutingIds routingIds;

	private final EngineListener listener;

	private final FrameDecoder decoder;

	private final FramePolicy policy;

	private @Nullable FrameFilter filter;

	private final Heartbeat heartbeat;

	private @Nullable CurveMessages messages;

	private boolean messagesAdopted;

	private boolean ready;

	private boolean refused;

	private boolean routingIdClaimed;

	private boolean routingIdRefused;

	private boolean failed;

	GuardedMechanism(GuardedEngine engine, Mechanism original, VerdictProperty verdicts, MessageLimits limits,
			FramePolicy policy, RoutingIds routingIds, EngineListener listener) {
		super(JeromqInternals.get().mechanism().session(original), null,
				JeromqInternals.get().mechanism().options(original));
		this.engine = engine;
		this.original = original;
		this.verdicts = verdicts;
		this.limiter = new MessageLimiter(limits);
		this.policy = policy;
		this.routingIds = routingIds;
		this.listener = listener;
		this.decoder = new FrameDecoder(this.options.errno, engine, () -> exceeded("max-msg-size"));
		this.heartbeat = new Heartbeat(this.internals, engine.engine(), this.options);
	}

	FrameDecoder decoder() {
		return this.decoder;
	}

	Mechanism original() {
		return this.original;
	}

	/**
	 * Whether the other end leaves a PING unanswered. For any thread.
	 */
	boolean isHeartbeatMissed() {
		return this.heartbeat.isMissed();
	}

	/**
	 * Whether the mechanism threw what JeroMQ does not expect it to.
	 */
	boolean hasFailed() {
		return this.failed;
	}

	@Override
	public @Nullable Msg decode(Msg received) {
		if (this.decoder.isPause(received)) {
			return received;
		}
		try {
			Msg decoded = open(received);
			if (decoded == null) {
				return null;
			}
			checkPing(decoded);
			this.heartbeat.received();
			FrameFilter.Decision decision = decide(decoded);
			if (decision.limit() != null) {
				this.options.errno.set(ZError.EPROTO);
				exceeded(decision.limit());
				return null;
			}
			Msg message = (decision.passes()) ? decoded : nothing();
			this.decoder.replaceMessage(message);
			this.engine.decoded(message);
			return message;
		}
		catch (RuntimeException | Error ex) {
			this.failed = true;
			throw ex;
		}
	}

	@Override
	public Msg encode(Msg message) {
		try {
			this.heartbeat.sending(message);
			CurveMessages messages = messages();
			return (messages != null) ? messages.seal(message) : this.original.encode(message);
		}
		catch (RuntimeException | Error ex) {
			this.failed = true;
			throw ex;
		}
	}

	@Override
	public Status status() {
		return (this.refused) ? Status.ERROR : this.original.status();
	}

	@Override
	public int zapMsgAvailable() {
		try {
			int result = this.original.zapMsgAvailable();
			adopt();
			return (isUnjudged() || !settle()) ? -1 : result;
		}
		catch (RuntimeException | Error ex) {
			this.failed = true;
			throw ex;
		}
	}

	@Override
	public int processHandshakeCommand(Msg message) {
		try {
			int result = this.original.processHandshakeCommand(message);
			adopt();
			return (isUnjudged() || !settle()) ? ZError.EPROTO : result;
		}
		catch (RuntimeException | Error ex) {
			this.failed = true;
			throw ex;
		}
	}

	@Override
	public int nextHandshakeCommand(Msg message) {
		try {
			if (this.internals.curve().isAboutToLetIn(this.original) && !claimRoutingId()) {
				return ZError.EPROTO;
			}
			if (isLast() && this.engine.mustWait()) {
				return ZError.EAGAIN;
			}
			int result = this.original.nextHandshakeCommand(message);
			return (settle()) ? result : ZError.EPROTO;
		}
		catch (RuntimeException | Error ex) {
			this.failed = true;
			throw ex;
		}
	}

	@Override
	public void destroy() {
		CurveMessages messages = this.messages;
		if (messages != null) {
			messages.wipe();
		}
		FrameFilter filter = this.filter;
		if (filter != null) {
			filter.close();
		}
		this.original.destroy();
		this.internals.curve().wipe(this.original);
		ConnectionFlow flow = this.engine.flow();
		if (flow != null) {
			flow.ended();
		}
	}

	private FrameFilter.Decision decide(Msg frame) {
		if (frame.isCommand()) {
			return filter().decideCommand(frame);
		}
		String limit = this.limiter.exceededBy(frame);
		return (limit != null) ? FrameFilter.Decision.exceeds(limit) : filter().decide(frame);
	}

	private FrameFilter filter() {
		FrameFilter filter = this.filter;
		if (filter == null) {
			filter = this.policy.open(peerName(), this.session.getSocket());
			this.filter = filter;
		}
		return filter;
	}

	/**
	 * A command without a name, which JeroMQ drops.
	 */
	private static Msg nothing() {
		Msg nothing = new Msg(new byte[1]);
		nothing.setFlags(Msg.COMMAND);
		return nothing;
	}

	/**
	 * What we refuse JeroMQ is given too, so that it reports why; it overlooks the last
	 * letter of the command's name.
	 */
	private @Nullable Msg open(Msg message) {
		CurveMessages messages = messages();
		if (messages == null) {
			return this.original.decode(message);
		}
		Msg opened = messages.open(message);
		if (opened == null) {
			this.internals.curve().setPeerNonce(this.original, messages.last());
			this.original.decode(message);
			this.options.errno.set(ZError.EPROTO);
			return null;
		}
		return opened;
	}

	private @Nullable CurveMessages messages() {
		if (!this.messagesAdopted) {
			this.messages = this.internals.curve().messages(this.original);
			this.messagesAdopted = true;
		}
		return this.messages;
	}

	/**
	 * JeroMQ reads the time to live of a PING without looking whether it is there.
	 */
	private static void checkPing(Msg message) {
		if (message.isCommand() && message.size() < PING_SIZE && Msgs.startsWith(message, "PING", true)) {
			throw new IllegalArgumentException("A PING of " + message.size() + " bytes is too short");
		}
	}

	/**
	 * Whether a client is about to be let in that our ZAP handler did not judge.
	 */
	private boolean isUnjudged() {
		if (!this.internals.curve().isAboutToLetIn(this.original)) {
			return false;
		}
		ZapVerdict verdict = verdict();
		return verdict == null || verdict.peer() == null;
	}

	private void exceeded(String limit) {
		this.listener.limitExceeded(this.engine.channel(), verdict(), limit);
	}

	private @Nullable ZapVerdict verdict() {
		return this.verdicts.read(this.original.zapProperties);
	}

	/**
	 * Whether the next command is the one that lets the peer in. A client of CURVE can't
	 * tell, and waits with its first.
	 */
	private boolean isLast() {
		return !this.internals.curve().isServer(this.original) || this.internals.curve().isAboutToLetIn(this.original);
	}

	/**
	 * When the handshake is over, connect the connection to the socket, and tell of it.
	 * @return whether the connection may go on
	 */
	private boolean settle() {
		if (this.ready || this.refused || status() != Status.READY) {
			return !this.refused;
		}
		ZapVerdict verdict = verdict();
		this.ready = claimRoutingId() && this.listener.admits(this.engine.channel(), verdict)
				&& connectToSocket(verdict);
		if (this.ready) {
			this.decoder.ready((int) Math.min(this.options.maxMsgSize, Integer.MAX_VALUE));
			this.listener.ready(this.engine.channel(), verdict);
		}
		else {
			this.refused = true;
			this.engine.cut();
			this.listener.refused(this.engine.channel());
		}
		return this.ready;
	}

	private boolean connectToSocket(@Nullable ZapVerdict verdict) {
		return this.engine.connectToSocket(peerName(),
				(limit) -> this.listener.stalled(this.engine.channel(), verdict, limit));
	}

	/**
	 * Claim the routing id that the peer says it has.
	 * @return whether it may have it
	 */
	private boolean claimRoutingId() {
		if (!this.routingIdClaimed && this.options.recvIdentity) {
			this.routingIdRefused = !this.routingIds.claim(peerIdentity().data(), owner(), this.engine);
			if (this.routingIdRefused) {
				this.listener.routingIdRefused(this.engine.channel(), verdict());
			}
		}
		this.routingIdClaimed = true;
		return !this.routingIdRefused;
	}

	/**
	 * The name that a routing id is tied to. A server that we connected to is known by
	 * its key, which is that of the endpoint.
	 */
	private @Nullable String owner() {
		String peer = peerName();
		boolean server = this.options.mechanism == Mechanisms.CURVE && !this.internals.curve().isServer(this.original);
		return (peer == null && server) ? "server of " + this.session.getEndpoint() : peer;
	}

	private @Nullable String peerName() {
		ZapVerdict verdict = verdict();
		AuthenticatedPeer peer = (verdict != null) ? verdict.peer() : null;
		return (peer != null) ? peer.name() : null;
	}

	/**
	 * The engine asks its mechanism for what was learnt of the peer, and not by methods
	 * that could be passed on.
	 */
	private void adopt() {
		this.internals.mechanism().copyIdentity(this.original, this);
		this.zapProperties.set(this.original.zapProperties);
		this.zmtpProperties.set(this.original.zmtpProperties);
	}

}
