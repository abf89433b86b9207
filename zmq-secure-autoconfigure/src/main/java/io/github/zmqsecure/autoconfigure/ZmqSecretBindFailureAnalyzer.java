// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.zmqsecure.ZmqConfigurationException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;

/**
 * Analyzes what goes wrong while {@code zmq.secure} is bound. Comes before the analyzers
 * of Spring Boot, which would show the value, and with it perhaps a secret.
 */
class ZmqSecretBindFailureAnalyzer extends AbstractFailureAnalyzer<Throwable> implements Ordered {

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, Throwable cause) {
		BindException bind = findCause(rootFailure, BindException.class);
		if (bind != null) {
			return (findCause(bind, ZmqConfigurationException.class) == null) ? analyze(bind) : null;
		}
		InvalidConfigurationPropertyValueException invalid = findCause(rootFailure,
				InvalidConfigurationPropertyValueException.class);
		if (invalid != null && ConfigurationPropertyName.isValid(invalid.getName())) {
			ConfigurationPropertyName name = ConfigurationPropertyName.of(invalid.getName());
			if (KnownProperties.isOurs(name)) {
				return analysis(List.of(PropertyProblem.ofFailed(name, null, null)), invalid);
			}
		}
		return null;
	}

	private @Nullable FailureAnalysis analyze(BindException bind) {
		UnboundConfigurationPropertiesException unbound = findCause(bind,
				UnboundConfigurationPropertiesException.class);
		List<PropertyProblem> problems = (unbound != null) ? leftOver(unbound) : failed(bind);
		return !problems.isEmpty() ? analysis(problems, bind) : null;
	}

	private List<PropertyProblem> leftOver(UnboundConfigurationPropertiesException unbound) {
		return unbound.getUnboundProperties()
			.stream()
			.filter((property) -> KnownProperties.isOurs(property.getName()))
			.map(PropertyProblem::ofUnbound)
			.collect(Collectors.toMap(PropertyProblem::property, Function.identity(), (first, other) -> first,
					LinkedHashMap::new))
			.values()
			.stream()
			.toList();
	}

	private List<PropertyProblem> failed(BindException bind) {
		ConfigurationProperty property = bind.getProperty();
		ConfigurationPropertyName name = (property != null) ? property.getName() : bind.getName();
		return KnownProperties.isOurs(name) ? List.of(PropertyProblem.ofFailed(name, property, bind)) : List.of();
	}

	private FailureAnalysis analysis(List<PropertyProblem> problems, Throwable cause) {
		ZmqConfigurationException shown = problems.get(0).toException();
		shown.setStackTrace(cause.getStackTrace());
		return PropertyProblem.toAnalysis(problems, shown);
	}

}
