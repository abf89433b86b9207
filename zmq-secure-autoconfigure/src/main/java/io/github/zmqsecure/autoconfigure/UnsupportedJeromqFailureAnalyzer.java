// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import io.github.zmqsecure.jeromq.UnsupportedJeromqException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Analyzes an {@link UnsupportedJeromqException}.
 */
class UnsupportedJeromqFailureAnalyzer extends AbstractFailureAnalyzer<UnsupportedJeromqException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnsupportedJeromqException cause) {
		return new FailureAnalysis(cause.getProblem(), UnsupportedJeromqException.ACTION, cause);
	}

}
