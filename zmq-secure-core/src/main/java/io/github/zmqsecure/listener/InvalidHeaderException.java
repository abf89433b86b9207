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
package io.github.zmqsecure.listener;

import java.io.Serial;

import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.invocation.MethodArgumentResolutionException;

/**
 * Thrown when a message lacks a header that a listener requires, or has one that is not
 * of the type that it asks for. The message counts as {@code invalid} and is not handled
 * again.
 *
 * @since 0.1.0
 */
public class InvalidHeaderException extends MethodArgumentResolutionException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message the message
	 * @param parameter the parameter that gets the header
	 * @param cause what is wrong
	 */
	public InvalidHeaderException(Message<?> message, MethodParameter parameter, Exception cause) {
		super(message, parameter, String.valueOf(cause.getMessage()));
		initCause(cause);
	}

}
