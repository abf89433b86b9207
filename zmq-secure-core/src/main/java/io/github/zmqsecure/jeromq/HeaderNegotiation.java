// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.util.Objects;

import io.github.zmqsecure.socket.HeaderMode;
import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.io.SessionBase;
import zmq.io.mechanism.Mechanism;

/**
 * Tells the peer of one connection in the handshake that this end understands header
 * frames, and gives it those only that it understands. For the I/O thread only.
 */
final class HeaderNegotiation {

	private final JeromqInternals internals = JeromqInternals.get();

	private final HeaderMode mode;

	private final Mechanism mechanism;

	private final SessionBase session;

	/** Whether the message being sent has had its header frame. */
	private boolean translated;

	/** The mark of the peer as the handshake told it, once it was looked for. */
	private @Nullable HeaderMark peer;

	private boolean peerKnown;

	HeaderNegotiation(HeaderMode mode, Mechanism mechanism, SessionBase session) {
		this.mode = mode;
		this.mechanism = mechanism;
		this.session = session;
	}

	/**
	 * Let the mechanism make its next command, and add the property to the one that
	 * carries properties.
	 * @param message takes the command
	 * @return what the mechanism returned
	 */
	int nextHandshakeCommand(Msg message) {
		if (this.mode == HeaderMode.FALSE) {
			return this.mechanism.nextHandshakeCommand(message);
		}
		return this.internals.curve()
			.nextHandshakeCommand(this.mechanism, message, HeaderMark.PROPERTY, HeaderMark.own().toProperty());
	}

	/**
	 * Whether the peer, whose handshake is over, said that it understands header frames,
	 * as this library does.
	 */
	boolean isUnderstood() {
		return peer() != null;
	}

	/**
	 * Make of a frame what the peer understands: of one that bears the mark of this end
	 * one with the mark of the peer, or the next frame where the peer understands no
	 * headers.
	 * @param frame the frame
	 * @return the frame to send
	 */
	Msg translate(Msg frame) {
		if (frame.isCommand()) {
			return frame;
		}
		boolean headers = !this.translated && frame.hasMore() && HeaderMark.own().isOn(frame);
		this.translated = frame.hasMore() && (this.translated || headers);
		return (headers) ? translateHeaders(frame) : frame;
	}

	private Msg translateHeaders(Msg frame) {
		byte[] headers = Objects.requireNonNull(HeaderMark.own().unmark(frame.data()));
		HeaderMark peer = peer();
		if (this.mode == HeaderMode.FALSE || (peer == null && this.mode == HeaderMode.AUTO)) {
			return translate(this.internals.session().pull(this.session));
		}
		Msg translated = new Msg((peer != null) ? peer.mark(headers) : headers);
		translated.setFlags(Msg.MORE);
		return translated;
	}

	private @Nullable HeaderMark peer() {
		if (!this.peerKnown) {
			this.peer = HeaderMark.parse(this.mechanism.zmtpProperties.get(HeaderMark.PROPERTY));
			this.peerKnown = true;
		}
		return this.peer;
	}

}
