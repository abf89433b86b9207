// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

/**
 * The turn of one request at a REP socket, which ends with the reply. Thread-safe.
 */
class ReplyTurn {

	private final ZmqMessage request;

	private final Runnable owner;

	private volatile boolean declined;

	/**
	 * Begin the turn of a request.
	 * @param request the request
	 * @param owner wakes the owner of the socket
	 */
	ReplyTurn(ZmqMessage request, Runnable owner) {
		this.request = request;
		this.owner = owner;
	}

	ZmqMessage request() {
		return this.request;
	}

	/**
	 * Have the owner end the turn with an empty frame, since there will be no other
	 * reply. That needs no room, and does nothing once the turn is over.
	 */
	void decline() {
		this.declined = true;
		this.owner.run();
	}

	boolean isDeclined() {
		return this.declined;
	}

}
