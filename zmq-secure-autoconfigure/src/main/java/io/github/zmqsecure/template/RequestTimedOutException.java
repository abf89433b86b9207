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
import java.time.Duration;

import io.github.zmqsecure.ZmqSecureException;

/**
 * Thrown when no reply came in time, though the socket is connected. Whether the request
 * was handled is not known; a reply that comes later is counted and dropped.
 *
 * @since 0.1.0
 */
public class RequestTimedOutException extends ZmqSecureException {

	@Serial
	private static final long serialVersionUID = 1L;

	RequestTimedOutException(String socket, Duration timeout) {
		super("No reply to a request on socket '" + socket + "' came within " + timeout.toMillis()
				+ " ms. Its peer is slow, failed, or does not reply; see 'zmq.secure.template.request-timeout'.");
	}

}
