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

package io.github.zmqsecure;

import org.jspecify.annotations.Nullable;

/**
 * Base of all exceptions that ZMQ Secure throws on purpose. The message says what was
 * wrong, where, and how to mend it. Whatever looks like a key is taken out of it and out
 * of its causes, and so are characters that would forge a line of a log.
 *
 * @since 0.1.0
 */
public class ZmqSecureException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message what was wrong, where, and how to mend it
	 */
	public ZmqSecureException(String message) {
		super(Printable.line(KeyRedaction.redact(message)));
	}

	/**
	 * Create an exception that something else brought about.
	 * @param message what was wrong, where, and how to mend it
	 * @param cause what brought it about, {@code null} if nothing else did
	 */
	public ZmqSecureException(String message, @Nullable Throwable cause) {
		super(Printable.line(KeyRedaction.redact(message)), KeyRedaction.redact(cause));
	}

}
