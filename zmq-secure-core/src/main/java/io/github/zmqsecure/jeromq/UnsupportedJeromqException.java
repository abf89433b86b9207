// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import io.github.zmqsecure.ZmqSecureException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when connections of the JeroMQ on the class path could not be guarded, so that
 * no socket is opened.
 *
 * @since 0.1.0
 */
public final class UnsupportedJeromqException extends ZmqSecureException {

	/** How to mend it. */
	public static final String ACTION = "Use org.zeromq:jeromq:0.6.0 unchanged, on the class path and not on the module path.";

	private static final long serialVersionUID = 1L;

	private final String problem;

	UnsupportedJeromqException(String problem, @Nullable Throwable cause) {
		super(problem + " " + ACTION, cause);
		this.problem = problem;
	}

	/**
	 * Return what is wrong.
	 * @return the problem, without how to mend it
	 */
	public String getProblem() {
		return this.problem;
	}

}
