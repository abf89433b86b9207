// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.template;

import java.io.Serial;
import java.time.Duration;

/**
 * Thrown when no reply came in time, though the socket is connected. A reply that comes
 * later is counted and dropped.
 *
 * @since 0.1.0
 */
public class RequestTimedOutException extends NoReplyException {

	@Serial
	private static final long serialVersionUID = 1L;

	RequestTimedOutException(String socket, Duration timeout, Sent sent) {
		this("No reply to a request on socket '" + socket + "' came within " + timeout.toMillis()
				+ " ms. Its peer is slow, failed, or does not reply; see 'zmq.secure.template.request-timeout'.", sent);
	}

	private RequestTimedOutException(String message, Sent sent) {
		super(message, sent);
	}

	/**
	 * Create an exception for a reply that came in time and could not be handed over.
	 */
	static RequestTimedOutException notHandedOver(String socket, Duration timeout) {
		return new RequestTimedOutException("The reply to a request on socket '" + socket + "' came within "
				+ timeout.toMillis() + " ms, but 'zmqReplyExecutor' had no thread free to hand it over. Do not wait in "
				+ "what follows on a reply, or replace that executor by a larger one.", Sent.PERHAPS);
	}

}
