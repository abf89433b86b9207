// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.io.Serial;

/**
 * Published when a peer was authenticated, and messages may be exchanged with it.
 *
 * @since 0.1.0
 */
public class ZmqPeerConnectedEvent extends ZmqPeerEvent {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Create an event.
	 * @param source what tells of it
	 * @param peer whom it is about
	 * @param count how many events of the kind it stands for
	 */
	public ZmqPeerConnectedEvent(Object source, Peer peer, long count) {
		super(source, peer, count);
	}

	@Override
	ZmqPeerConnectedEvent standingFor(long count) {
		return new ZmqPeerConnectedEvent(getSource(), getPeer(), count);
	}

}
