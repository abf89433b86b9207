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

package io.github.zmqsecure.autoconfigure;

import io.github.zmqsecure.endpoint.EndpointDeniedException;
import io.github.zmqsecure.socket.SocketBindException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Analyzes a {@link SocketBindException}: an address that is in use, or an endpoint that
 * is not allowed or not understood.
 */
class SocketBindFailureAnalyzer extends AbstractFailureAnalyzer<SocketBindException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, SocketBindException cause) {
		String property = "zmq.secure.sockets." + cause.getSocket() + "." + cause.getOperation();
		BindProblem problem = new BindProblem(property, cause.getEndpoint(), null, cause.getProblem(),
				actionFor(cause));
		return new FailureAnalysis(String.format("Unusable configuration of ZMQ Secure:%n%s", problem.describe()),
				problem.mend(), cause);
	}

	private static String actionFor(SocketBindException cause) {
		if (cause.getCause() instanceof EndpointDeniedException) {
			return "Add the endpoint to 'zmq.secure." + cause.getOperation()
					+ "-allowlist', or use one that the list covers.";
		}
		return "Choose another endpoint, or make this one available.";
	}

}
