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

package io.github.zmqsecure.annotation;

import java.io.Serial;

import io.github.zmqsecure.ZmqSecureException;

/**
 * A {@link ZmqListener @ZmqListener} method can't be registered as it stands.
 *
 * @since 0.1.0
 */
public class InvalidListenerException extends ZmqSecureException {

	@Serial
	private static final long serialVersionUID = 1L;

	InvalidListenerException(String bean, String method, RuntimeException cause) {
		super("@ZmqListener method '" + method + "' of bean '" + bean + "' can't be registered: " + cause.getMessage(),
				cause);
	}

}
