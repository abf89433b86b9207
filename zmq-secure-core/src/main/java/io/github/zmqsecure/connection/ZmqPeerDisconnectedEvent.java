// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.io.Serial;

/**
 * Published when the connection of a peer has ended that was authenticated.
 *
 * @since 0.1.0
 */
public class ZmqPeerDisconnectedEvent extends ZmqPeerEvent {

	@Serial
	private static final long serialVersionUID = 1L;

	private final DisconnectReason reason;

	/**
	 * Create an event.
	 * @param source what tells of it
	 * @param peer whom it is about
	 * @param reason why it ended
	 * @param count how many events of the kind it stands for
	 */
	public ZmqPeerDisconnectedEvent(Object source, Peer peer, DisconnectReason reason, long count) {
		super(source, peer, count);
		this.reason = reason;
	}

	/**
	 * Return why it ended.
	 * @return why it ended
	 */
	public DisconnectReason getReason() {
		return this.reason;
	}

	@Override
	String kind() {
		return super.kind() + " " + this.reason;
	}

	@Override
	ZmqPeerDisconnectedEvent standingFor(long count) {
		return new ZmqPeerDisconnectedEvent(getSource(), getPeer(), this.reason, count);
	}

}
