// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import io.github.zmqsecure.auth.VerdictProperty;
import io.github.zmqsecure.socket.HeaderMode;
import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.ZError;
import zmq.io.mechanism.Mechanism;

/**
 * Stands before the mechanism of a connection. It opens the messages of CURVE and has
 * them sealed where they are written from, and puts what was decoded in the place of what
 * was received, which JeroMQ 0.6.0 does not: when the receive high-water mark holds up a
 * message, it later hands over the ciphertext, and the message is lost. It has what was
 * opened judged by {@link FrameGuard}, and the connection given to the socket by
 * {@link HandshakeAdmission} as soon as it is ready. Used on the I/O thread only, but for
 * {@link #status()} and the properties.
 */
final class GuardedMechanism extends Mechanism {

	private final JeromqInternals internals = JeromqInternals.get();

	private final GuardedEngine engine;

	private final Mechanism original;

	private final FrameGuard frames;

	private final HandshakeAdmission admission;

	private final EngineListener listener;

	private final FrameDecoder decoder;

	private final FrameEncoder encoder;

	private final Heartbeat heartbeat;

	private final HeaderNegotiation headers;

	private @Nullable CurveMessages messages;

	private boolean messagesAdopted;

	private boolean failed;

	GuardedMechanism(GuardedEngine engine, Mechanism original, VerdictProperty verdicts, MessageLimits limits,
			FramePolicy policy, RoutingIds routingIds, HeaderMode headers, HeartbeatPolicy heartbeats,
			EngineListener listener) {
		super(JeromqInternals.get().mechanism().session(original), null,
				JeromqInternals.get().mechanism().options(original));
		this.engine = engine;
		this.original = original;
		this.admission = new HandshakeAdmission(engine, original, this.options, verdicts, routingIds,
				() -> peerIdentity().data(), listener);
		this.listener = listener;
		this.frames = new FrameGuard(limits, policy, this.admission::peerName, this.session.getSocket());
		this.decoder = new FrameDecoder(this.options.errno, engine, this::messages, () -> exceeded("max-msg-size"),
				() -> this.failed = true);
		this.encoder = new FrameEncoder(Math.max(this.options.sndbuf, FrameEncoder.BATCH), () -> this.failed = true);
		this.heartbeat = new Heartbeat(engine.engine(), this.decoder, heartbeats, engine.ioThread());
		this.headers = new HeaderNegotiation(headers, original, this.session);
	}

	GuardedEngine engine() {
		return this.engine;
	}

	FrameDecoder decoder() {
		return this.decoder;
	}

	FrameEncoder encoder() {
		return this.encoder;
	}

	Mechanism original() {
		return this.original;
	}

	Heartbeat heartbeat() {
		return this.heartbeat;
	}

	/** Take note that something failed beside it that JeroMQ does not expect to. */
	void fail() {
		this.failed = true;
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
			FrameFilter.Decision decision = this.frames.decide(decoded);
			if (decision.limit() != null) {
				this.options.errno.set(ZError.EPROTO);
				exceeded(decision.limit());
				return null;
			}
			Msg message = (decision.passes()) ? decoded : nothing();
			if (decoded.isCommand()) {
				message = this.heartbeat.received(message);
			}
			if (this.engine.mayRefuse(message)) {
				this.decoder.keep(message);
			}
			else {
				this.decoder.forget();
			}
			this.engine.decoded(message);
			return message;
		}
		catch (RuntimeException | Error ex) {
			this.failed = true;
			throw ex;
		}
	}

	/**
	 * The engine gives what this returns to the encoder right afterwards.
	 */
	@Override
	public Msg encode(Msg message) {
		try {
			this.heartbeat.sending(message);
			Msg translated = this.headers.translate(message);
			CurveMessages messages = messages();
			if (messages == null) {
				return this.original.encode(translated);
			}
			return this.encoder.seal(messages, translated);
		}
		catch (RuntimeException | Error ex) {
			this.failed = true;
			throw ex;
		}
	}

	@Override
	public Status status() {
		return (this.admission.isRefused()) ? Status.ERROR : this.original.status();
	}

	@Override
	public int zapMsgAvailable() {
		try {
			int result = this.original.zapMsgAvailable();
			adopt();
			return (this.admission.isUnjudged() || !settle()) ? -1 : result;
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
			return (this.admission.isUnjudged() || !settle()) ? ZError.EPROTO : result;
		}
		catch (RuntimeException | Error ex) {
			this.failed = true;
			throw ex;
		}
	}

	@Override
	public int nextHandshakeCommand(Msg message) {
		try {
			if (!this.admission.allowsLast()) {
				return ZError.EPROTO;
			}
			if (this.admission.isLast() && this.engine.mustWait()) {
				return ZError.EAGAIN;
			}
			int result = this.headers.nextHandshakeCommand(message);
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
		this.frames.close();
		this.original.destroy();
		this.internals.curve().wipe(this.original);
		ConnectionFlow flow = this.engine.flow();
		if (flow != null) {
			flow.ended();
		}
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
	 * What is refused here JeroMQ is given too, so that it reports why; it overlooks the
	 * last letter of the command's name.
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

	private void exceeded(String limit) {
		this.listener.limitExceeded(this.engine.channel(), this.admission.verdict(), limit);
	}

	/**
	 * When the handshake is over, have the connection given to the socket.
	 * @return whether the connection may go on
	 */
	private boolean settle() {
		if (!this.admission.isOver() && status() == Status.READY && this.admission.admit()) {
			if (this.headers.isUnderstood()) {
				this.heartbeat.understood();
			}
			this.decoder.ready((int) Math.min(this.options.maxMsgSize, Integer.MAX_VALUE));
			this.admission.tell();
		}
		return !this.admission.isRefused();
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
