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
