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
