// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.SystemEnvironmentOrigin;
import org.springframework.core.env.Environment;

/**
 * Finds how and where a property was written.
 */
final class WrittenProperties {

	private static final String VARIABLE = "ZMQ_SECURE_";

	private final List<ConfigurationPropertySource> sources = new ArrayList<>();

	WrittenProperties(@Nullable Environment environment) {
		if (environment != null) {
			ConfigurationPropertySources.get(environment).forEach(this.sources::add);
		}
	}

	/**
	 * Return a value as it was written.
	 * @param property the name of the property
	 * @return the value, {@code null} if there is none or it is a list
	 */
	@Nullable Object valueOf(String property) {
		ConfigurationProperty found = isVariable(property) ? null
				: find(ConfigurationPropertyName.adapt(property, '.'));
		return (found != null) ? found.getValue() : null;
	}

	/**
	 * Return where a property is from. Of a list that is its first element, and of a
	 * property that is missing the one that is nearest to it.
	 * @param property the name of the property, or of an environment variable
	 * @return the origin, {@code null} if nothing is known of it
	 */
	@Nullable Origin originOf(String property) {
		if (isVariable(property)) {
			return new SystemEnvironmentOrigin(property);
		}
		ConfigurationPropertyName name = ConfigurationPropertyName.adapt(property, '.');
		ConfigurationProperty found = find(name);
		if (found == null) {
			found = find(name.isLastElementIndexed() ? name.getParent() : name.append("[0]"));
		}
		Origin origin = (found != null) ? found.getOrigin() : below(property);
		if (origin != null || KnownProperties.PREFIX.equals(name.getParent())) {
			return origin;
		}
		Origin nearest = below(name.getParent().toString());
		ConfigurationProperty parent = (nearest != null) ? null : find(name.getParent());
		return (parent != null) ? parent.getOrigin() : nearest;
	}

	private @Nullable ConfigurationProperty find(ConfigurationPropertyName name) {
		for (ConfigurationPropertySource source : this.sources) {
			ConfigurationProperty found = source.getConfigurationProperty(name);
			if (found != null) {
				return found;
			}
		}
		return null;
	}

	private @Nullable Origin below(String property) {
		for (ConfigurationPropertySource source : this.sources) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				for (ConfigurationPropertyName name : iterable) {
					ConfigurationProperty found = name.toString().startsWith(property + ".")
							? source.getConfigurationProperty(name) : null;
					if (found != null) {
						return found.getOrigin();
					}
				}
			}
		}
		return null;
	}

	private static boolean isVariable(String property) {
		return property.toUpperCase(Locale.ROOT).startsWith(VARIABLE);
	}

}
