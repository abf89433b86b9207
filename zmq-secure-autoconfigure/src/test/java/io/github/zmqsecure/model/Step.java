// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.model;

/**
 * One operation of a script. Its numbers are taken modulo what there is, so that any part
 * of a script is a script.
 *
 * @param operation what is done
 * @param target to which of the sockets or applications
 * @param amount how often, or how long
 * @param calm whether everything under way has to arrive first
 */
record Step(Operation operation, int target, int amount, boolean calm) {

	enum Operation {

		/** Send messages from a socket. */
		SEND(30),

		/** Send messages from a socket, from several threads at once. */
		SEND_TOGETHER(8),

		/** Ask, and do not wait for the answers. */
		ASK(25),

		/** Offer a message that is too large. */
		SEND_TOO_LARGE(2),

		/** Have a listener not receive for a while. */
		PAUSE(4), RESUME(6),

		STOP_LISTENER(2), START_LISTENER(4),

		/** Have the handlers of an application be slow for some messages. */
		SLOW(3),

		/** Have the handlers of an application fail for some messages. */
		FAIL(3),

		/** Close an application and start it again. */
		RESTART(2),

		/** Have an application lose its context, so that its sockets are rebuilt. */
		REBUILD(2),

		/** Take an application's access to another one away. */
		REVOKE(2), RESTORE(3),

		/** Kill a libzmq peer, or start it again. */
		KILL_PEER(1), START_PEER(2),

		/** Wait until all that is under way has arrived. */
		SETTLE(2);

		final int weight;

		Operation(int weight) {
			this.weight = weight;
		}

		/** Whether messages under way may be lost with a connection. */
		boolean breaksConnections() {
			return this == RESTART || this == REBUILD || this == REVOKE || this == KILL_PEER;
		}

	}

	@Override
	public String toString() {
		return this.operation + " " + this.target + " x" + this.amount + ((this.calm) ? " (calm)" : "");
	}

}
