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

package io.github.zmqsecure.autoconfigure;

import java.io.Serial;

import io.github.zmqsecure.KeyRedaction;
import io.github.zmqsecure.ZmqSecureException;

/**
 * Thrown when {@link ZmqConnectionDetails} say something unusable.
 */
class InvalidConnectionDetailsException extends ZmqSecureException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param bean the name of the bean
	 * @param method the method whose result is unusable
	 * @param socket the name of the socket
	 * @param problem what is wrong with it, and how to mend it; what looks like a key is
	 * not shown
	 */
	InvalidConnectionDetailsException(String bean, String method, String socket, String problem) {
		super(KeyRedaction.redact("What the ZmqConnectionDetails of bean '%s' return from %s(\"%s\") is not usable: %s"
			.formatted(bean, method, socket, problem)));
	}

}
