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

package io.github.zmqsecure.curve;

import io.github.zmqsecure.ZmqSecureException;

/**
 * Thrown for a CURVE key that is malformed, unsafe to use, or does not go with its other
 * half. The message never contains the key.
 *
 * @since 0.1.0
 */
public class InvalidCurveKeyException extends ZmqSecureException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message what is wrong with the key and how to mend it, without the key
	 */
	public InvalidCurveKeyException(String message) {
		super(message);
	}

}
