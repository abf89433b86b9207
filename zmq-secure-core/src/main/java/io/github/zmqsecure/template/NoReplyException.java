/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

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
