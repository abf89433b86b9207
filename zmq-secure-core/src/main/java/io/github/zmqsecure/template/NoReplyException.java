// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.template;

import java.io.Serial;

import io.github.zmqsecure.ZmqSecureException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a request got no reply. Says whether the request may have been handled all
 * the same, and so whether it is safe to repeat it.
 *
 * @since 0.1.0
 */
public class NoReplyException extends ZmqSecureException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final Sent sent;

	NoReplyException(String message, Sent sent) {
		this(message, sent, null);
	}

	NoReplyException(String message, Sent sent, @Nullable Throwable cause) {
		super(message + ((sent == Sent.NO) ? " The request was not sent." : " The request may have been handled."),
				cause);
		this.sent = sent;
	}

	/**
	 * Return whether the request was sent.
	 * @return {@link Sent#NO} if it certainly was not and never will be
	 */
	public Sent wasSent() {
		return this.sent;
	}

	/**
	 * Whether a request was sent.
	 */
	public enum Sent {

		/**
		 * The request never left the outbound queue and was withdrawn from it, so it is
		 * safe to repeat it.
		 */
		NO,

		/**
		 * ZeroMQ took the request. It may have been handled, may yet be, or was lost with
		 * its connection.
		 */
		PERHAPS

	}

}
