// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import io.github.zmqsecure.ZmqConfigurationException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Analyzes a {@link ZmqConfigurationException}. What such an exception says is shown as
 * it is, since it never holds a secret.
 */
class ZmqConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<ZmqConfigurationException> implements Ordered {

	private final WrittenProperties written;

	ZmqConfigurationFailureAnalyzer(@Nullable Environment environment) {
		this.written = new WrittenProperties(environment);
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE + 1;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ZmqConfigurationException cause) {
		Explanation explanation = new Explanation(cause.getProblem(), cause.getAction())
			.forWritten(this.written.valueOf(cause.getProperty()));
		PropertyProblem problem = new PropertyProblem(cause.getProperty(), asWritten(cause),
				this.written.originOf(cause.getProperty()), explanation.problem(), explanation.action());
		return problem.toAnalysis(cause);
	}

	/**
	 * What may be shown is shown as it was written, not as it was converted.
	 */
	private @Nullable String asWritten(ZmqConfigurationException cause) {
		String converted = cause.getValue();
		Object value = this.written.valueOf(cause.getProperty());
		if (value == null || (converted != null && value.toString().isEmpty())) {
			return converted;
		}
		ConfigurationPropertyName name = ConfigurationPropertyName.adapt(cause.getProperty(), '.');
		String shown = KnownProperties.isOurs(name) ? Redaction.value(name, true, value) : value.toString();
		return (Redaction.REDACTED.equals(shown) && converted != null) ? converted : shown;
	}

}
