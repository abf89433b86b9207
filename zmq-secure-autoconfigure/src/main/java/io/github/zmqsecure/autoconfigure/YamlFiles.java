// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.StringUtils;

/**
 * Finds the YAML file of properties that can't be read, whose name neither SnakeYAML nor
 * Spring Boot says.
 */
final class YamlFiles {

	private static final List<String> DEFAULTS = List.of("classpath*:/", "classpath*:/config/", "file:./",
			"file:./config/", "file:./config/*/");

	private static final List<String> PROPERTIES = List.of("spring.config.location",
			"spring.config.additional-location");

	private final PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver();

	/**
	 * Return the file that fails with a message.
	 * @param message the message
	 * @return the description of the file, or {@code null} if it is not found
	 */
	@Nullable String failingWith(String message) {
		return locations().stream()
			.flatMap((location) -> filesAt(location).stream())
			.filter((file) -> message.equals(problemOf(file)))
			.map(Resource::getDescription)
			.findFirst()
			.orElse(null);
	}

	private static List<String> locations() {
		List<String> locations = new ArrayList<>();
		for (String property : PROPERTIES) {
			add(locations, System.getProperty(property));
			add(locations, System.getenv(property.toUpperCase(Locale.ROOT).replace('.', '_').replace("-", "")));
			ProcessHandle.current().info().arguments().stream().flatMap(Arrays::stream).forEach((argument) -> {
				String prefix = "--" + property + "=";
				add(locations, argument.startsWith(prefix) ? argument.substring(prefix.length()) : null);
			});
		}
		locations.addAll(DEFAULTS);
		return locations;
	}

	private static void add(List<String> locations, @Nullable String value) {
		for (String location : StringUtils.tokenizeToStringArray(value, ",;")) {
			locations.add(location.replaceFirst("^optional:", "").replaceFirst("^(?=\\.?/)", "file:"));
		}
	}

	private List<Resource> filesAt(String location) {
		List<String> patterns = location.endsWith("/")
				? List.of(location + "application*.yml", location + "application*.yaml") : List.of(location);
		List<Resource> files = new ArrayList<>();
		for (String pattern : patterns) {
			try {
				files.addAll(Arrays.asList(this.resolver.getResources(pattern)));
			}
			catch (IOException ex) {
				// There is no such place, in which Spring Boot found nothing either.
			}
		}
		return files;
	}

	private static @Nullable String problemOf(Resource file) {
		try {
			new YamlPropertySourceLoader().load("yaml", file);
			return null;
		}
		catch (IOException | RuntimeException ex) {
			return ex.getMessage();
		}
	}

}
