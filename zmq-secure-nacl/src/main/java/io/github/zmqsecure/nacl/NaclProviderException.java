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

package io.github.zmqsecure.nacl;

/**
 * Thrown when a provider of cryptography cannot be used. The message says what was wrong
 * and how to mend it.
 *
 * @since 0.1.0
 */
public class NaclProviderException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message what was wrong and how to mend it
	 */
	public NaclProviderException(String message) {
		super(message);
	}

	/**
	 * Create an exception with a cause.
	 * @param message what was wrong and how to mend it
	 * @param cause what brought it about
	 */
	public NaclProviderException(String message, Throwable cause) {
		super(message, cause);
	}

}
