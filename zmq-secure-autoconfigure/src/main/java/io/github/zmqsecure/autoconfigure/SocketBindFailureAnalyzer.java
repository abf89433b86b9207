// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import io.github.zmqsecure.socket.SocketBindException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Analyzes a {@link SocketBindException}: an address that is in use, or an endpoint that
 * is not allowed or not understood.
 */
class SocketBindFailureAnalyzer extends AbstractFailureAnalyzer<SocketBindException> {

	private final WrittenProperties written;

	SocketBindFailureAnalyzer(@Nullable Environment environment) {
		this.written = new WrittenProperties(environment);
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, SocketBindException cause) {
		String property = "zmq.secure.sockets." + cause.getSocket() + "." + cause.getOperation();
		Explanation explanation = Explanation
			.of(cause.getProblem(), "Choose another endpoint, or make this one available.")
			.forWritten(this.written.valueOf(property));
		PropertyProblem problem = new PropertyProblem(property, asWritten(property, cause),
				this.written.originOf(property), explanation.problem(), explanation.action());
		return problem.toAnalysis(cause);
	}

	private String asWritten(String property, SocketBindException cause) {
		Object value = this.written.valueOf(property);
		return (value != null) ? value.toString() : cause.getEndpoint();
	}

}
