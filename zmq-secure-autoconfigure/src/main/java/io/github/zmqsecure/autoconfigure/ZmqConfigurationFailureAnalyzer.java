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

import java.util.regex.Pattern;

import io.github.zmqsecure.ZmqConfigurationException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Analyzes a {@link ZmqConfigurationException}. What such an exception says is shown as
 * it is, since it never holds a secret.
 */
class ZmqConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<ZmqConfigurationException> implements Ordered {

	private static final Pattern CONVERTED = Pattern.compile("PT-?[0-9].*");

	private final @Nullable Environment environment;

	ZmqConfigurationFailureAnalyzer(@Nullable Environment environment) {
		this.environment = environment;
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE + 1;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ZmqConfigurationException cause) {
		ConfigurationProperty property = property(cause.getProperty());
		BindProblem problem = new BindProblem(cause.getProperty(), asWritten(cause.getValue(), property),
				(property != null) ? property.getOrigin() : null, cause.getProblem(), cause.getMend());
		return new FailureAnalysis(String.format("Unusable configuration of ZMQ Secure:%n%s", problem.describe()),
				problem.mend(), cause);
	}

	/**
	 * A duration that may be shown is shown as it was written, not as it was converted.
	 */
	private static @Nullable String asWritten(@Nullable String value, @Nullable ConfigurationProperty property) {
		boolean show = value != null && CONVERTED.matcher(value).matches() && property != null
				&& !property.getValue().toString().contains("${");
		return (show && property != null) ? property.getValue().toString() : value;
	}

	private @Nullable ConfigurationProperty property(String property) {
		if (this.environment == null || !ConfigurationPropertyName.isValid(property)) {
			return null;
		}
		ConfigurationPropertyName name = ConfigurationPropertyName.of(property);
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			ConfigurationProperty found = find(source, name);
			if (found != null) {
				return found;
			}
		}
		return null;
	}

	/**
	 * A list may be written as one value, and one value as a list.
	 */
	private @Nullable ConfigurationProperty find(ConfigurationPropertySource source, ConfigurationPropertyName name) {
		ConfigurationProperty found = source.getConfigurationProperty(name);
		if (found == null) {
			boolean element = name.isLastElementIndexed();
			found = source.getConfigurationProperty((element) ? name.getParent() : name.append("[0]"));
		}
		return found;
	}

}
