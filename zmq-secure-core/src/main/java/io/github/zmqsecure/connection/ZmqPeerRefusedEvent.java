// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * Published when a handshake failed: this application let a peer not in, or a server this
 * application.
 *
 * @since 0.1.0
 */
public class ZmqPeerRefusedEvent extends ZmqPeerEvent {

	@Serial
	private static final long serialVersionUID = 1L;

	private final FailureReason reason;

	private final @Nullable String limit;

	/**
	 * Create an event.
	 * @param source what tells of it
	 * @param peer whom it is about
	 * @param reason why it failed
	 * @param limit the limit that was exceeded, {@code null} if none was
	 * @param count how many events of the kind it stands for
	 */
	public ZmqPeerRefusedEvent(Object source, Peer peer, FailureReason reason, @Nullable String limit, long count) {
		super(source, peer, count);
		this.reason = reason;
		this.limit = limit;
	}

	/**
	 * Return why it failed.
	 * @return why it failed
	 */
	public FailureReason getReason() {
		return this.reason;
	}

	/**
	 * Return the limit that was exceeded, {@code null} if none was.
	 * @return the limit that was exceeded, {@code null} if none was
	 */
	public @Nullable String getLimit() {
		return this.limit;
	}

	@Override
	String kind() {
		return super.kind() + " " + this.reason;
	}

	@Override
	ZmqPeerRefusedEvent standingFor(long count) {
		return new ZmqPeerRefusedEvent(getSource(), getPeer(), this.reason, this.limit, count);
	}

}
