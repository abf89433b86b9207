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
