// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.util.Map;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Refuses a value where names and properties belong, such as
 * {@code zmq.secure.keys: text}, which Spring Boot's binding overlooks if another source
 * has such names and properties.
 */
final class MisplacedValues {

	private MisplacedValues() {
	}

	/**
	 * Look for such values.
	 * @param sources the sources
	 * @param binder resolves placeholders
	 * @throws io.github.zmqsecure.ZmqConfigurationException if there is one
	 */
	static void check(Iterable<ConfigurationPropertySource> sources, Binder binder) {
		for (ConfigurationPropertySource source : sources) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				iterable.stream()
					.filter(KnownProperties::isOurs)
					.filter((name) -> !isVariableOfNobody(name, source) && holdsProperties(name))
					.filter((name) -> !binder.bind(name, Bindable.of(String.class)).orElse("").isBlank())
					.findFirst()
					.ifPresent((name) -> {
						throw PropertyProblem.ofFailed(name, source.getConfigurationProperty(name), null).toException();
					});
			}
		}
	}

	/**
	 * {@code ZMQ_SECURE_} and the like name no property.
	 */
	private static boolean isVariableOfNobody(ConfigurationPropertyName name, ConfigurationPropertySource source) {
		return KnownProperties.PREFIX.equals(name)
				&& source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
	}

	private static boolean holdsProperties(ConfigurationPropertyName name) {
		KnownProperties.Position position = KnownProperties.find(name);
		return position.known()
				&& (Map.class.isAssignableFrom(position.type()) || !KnownProperties.names(position.type()).isEmpty());
	}

}
