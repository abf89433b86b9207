// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.template;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * Thrown as soon as the connection has ended that took a request, since no reply can come
 * any more. The request may have been handled all the same.
 *
 * @since 0.1.0
 */
public class PeerGoneException extends NoReplyException {

	@Serial
	private static final long serialVersionUID = 1L;

	PeerGoneException(String socket, @Nullable Throwable cause) {
		super("The connection that took a request on socket '" + socket + "' has ended before a reply came. "
				+ "Its peer failed, or the network did; see the log. Requests that may be handled more than once are "
				+ "repeated by 'idempotent()' and 'zmq.secure.template.retry.max-retries'.", Sent.PERHAPS, cause);
	}

}
