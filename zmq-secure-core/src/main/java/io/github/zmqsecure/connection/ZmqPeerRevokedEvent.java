// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.io.Serial;

/**
 * Published when a peer has lost its access. Its connections end by that.
 *
 * @since 0.1.0
 */
public class ZmqPeerRevokedEvent extends ZmqPeerEvent {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Create an event.
	 * @param source what tells of it
	 * @param peer whom it is about
	 * @param count how many events of the kind it stands for
	 */
	public ZmqPeerRevokedEvent(Object source, Peer peer, long count) {
		super(source, peer, count);
	}

	@Override
	ZmqPeerRevokedEvent standingFor(long count) {
		return new ZmqPeerRevokedEvent(getSource(), getPeer(), count);
	}

}
