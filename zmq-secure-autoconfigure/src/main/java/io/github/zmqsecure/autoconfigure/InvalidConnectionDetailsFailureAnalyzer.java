// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Analyzes an {@link InvalidConnectionDetailsException}.
 */
class InvalidConnectionDetailsFailureAnalyzer extends AbstractFailureAnalyzer<InvalidConnectionDetailsException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidConnectionDetailsException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()),
				"Correct what the bean returns, or have it return no endpoint and no key, so that what is configured "
						+ "under 'zmq.secure.sockets' counts.",
				cause);
	}

}
