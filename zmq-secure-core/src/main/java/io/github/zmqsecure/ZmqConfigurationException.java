// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a configuration property is wrong. Says which property, what its value is,
 * what is wrong with it and how to mend it; the start-up failure analysis shows the same.
 *
 * @since 0.1.0
 */
public class ZmqConfigurationException extends ZmqSecureException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final String property;

	private final @Nullable String value;

	private final String problem;

	private final String action;

	/**
	 * Create an exception.
	 * @param property the full name of the property, such as
	 * {@code zmq.secure.sockets.orders.bind}
	 * @param value the value, kept as text, or {@code null} when there is none or it may
	 * not be shown; never a secret
	 * @param problem what is wrong with the value, as a sentence
	 * @param action what to do about it, as a sentence
	 */
	public ZmqConfigurationException(String property, @Nullable Object value, String problem, String action) {
		super(message(property, value, problem, action));
		this.property = KeyRedaction.redact(property);
		this.value = (value != null) ? KeyRedaction.redact(value.toString()) : null;
		this.problem = KeyRedaction.redact(problem);
		this.action = KeyRedaction.redact(action);
	}

	/**
	 * Create an exception with a cause.
	 * @param property the full name of the property, such as
	 * {@code zmq.secure.sockets.orders.bind}
	 * @param value the value, kept as text, or {@code null} when there is none or it may
	 * not be shown; never a secret
	 * @param problem what is wrong with the value, as a sentence
	 * @param action what to do about it, as a sentence
	 * @param cause what brought it about
	 */
	public ZmqConfigurationException(String property, @Nullable Object value, String problem, String action,
			Throwable cause) {
		super(message(property, value, problem, action), cause);
		this.property = KeyRedaction.redact(property);
		this.value = (value != null) ? KeyRedaction.redact(value.toString()) : null;
		this.problem = KeyRedaction.redact(problem);
		this.action = KeyRedaction.redact(action);
	}

	private static String message(String property, @Nullable Object value, String problem, String action) {
		return property + ((value != null) ? " = '" + value + "'" : "") + ": " + problem + " " + action;
	}

	/**
	 * Return the full name of the property.
	 * @return the name, such as {@code zmq.secure.sockets.orders.bind}
	 */
	public String getProperty() {
		return this.property;
	}

	/**
	 * Return the value of the property.
	 * @return the value as text, or {@code null} when there is none or it may not be
	 * shown
	 */
	public @Nullable String getValue() {
		return this.value;
	}

	/**
	 * Return what is wrong with the value.
	 * @return the problem, as a sentence
	 */
	public String getProblem() {
		return this.problem;
	}

	/**
	 * Return what to do about the problem.
	 * @return the action, as a sentence
	 */
	public String getAction() {
		return this.action;
	}

}
