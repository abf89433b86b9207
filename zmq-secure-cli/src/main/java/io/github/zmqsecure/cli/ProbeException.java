// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.cli;

import java.io.IOException;
import java.io.Serial;

/**
 * Thrown when a probe ends without a connection.
 */
final class ProbeException extends IOException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final ProbeOutcome outcome;

	ProbeException(ProbeOutcome outcome, String message) {
		super(message);
		this.outcome = outcome;
	}

	ProbeOutcome outcome() {
		return this.outcome;
	}

}
