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
import org.jspecify.annotations.Nullable;

/**
 * Thrown for a certificate file or a directory of them that is missing, unreadable or
 * malformed. The message names the file, the line where there is one, the reason and the
 * action, and never a value of the file.
 *
 * @since 0.1.0
 */
public class UnreadableCertificateException extends ZmqSecureException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message which file, what is wrong with it, and how to mend it
	 */
	public UnreadableCertificateException(String message) {
		super(message);
	}

	/**
	 * Create an exception with a cause.
	 * @param message which file, what is wrong with it, and how to mend it
	 * @param cause what brought it about
	 */
	public UnreadableCertificateException(String message, Throwable cause) {
		super(message, cause);
	}

	static UnreadableCertificateException at(String description, int line, String problem, @Nullable Throwable cause) {
		String message = "CURVE certificate %s, line %d: %s".formatted(description, line, problem);
		return (cause != null) ? new UnreadableCertificateException(message, cause)
				: new UnreadableCertificateException(message);
	}

}
