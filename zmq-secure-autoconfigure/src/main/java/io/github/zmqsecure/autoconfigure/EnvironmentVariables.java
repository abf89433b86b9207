// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.zmqsecure.ZmqConfigurationException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Reports environment variables that are meant for {@code zmq.secure} and bind to
 * nothing, or two that mean the same, which Spring Boot does for properties of files
 * only. What Kubernetes sets for a service of that name is left alone.
 */
final class EnvironmentVariables {

	private static final String PREFIX = "ZMQ_SECURE_";

	private static final Pattern SERVICE_LINK = Pattern
		.compile("ZMQ_SECURE_(.+_)?(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT(_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)");

	private EnvironmentVariables() {
	}

	/**
	 * Check the variables of all sources that are environments.
	 * @param sources the sources of properties
	 * @param names the names of sockets, keys and peers
	 * @throws ZmqConfigurationException if a variable binds to nothing, or contradicts
	 * another that means the same property
	 */
	static void check(Iterable<ConfigurationPropertySource> sources, Set<String> names) {
		for (ConfigurationPropertySource source : sources) {
			if (source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource environment) {
				Map<String, String> variables = new HashMap<>();
				Arrays.stream(environment.getPropertyNames())
					.filter(EnvironmentVariables::isOurs)
					.forEach((variable) -> {
						check(variable, environment.getProperty(variable), names);
						String other = variables.put(variable.toUpperCase(Locale.ROOT).replace("_", ""), variable);
						if (other != null) {
							checkSame(variable, environment.getProperty(variable), other,
									environment.getProperty(other));
						}
					});
			}
		}
	}

	private static boolean isOurs(String variable) {
		String name = variable.toUpperCase(Locale.ROOT);
		return name.startsWith(PREFIX) && !name.equals(PREFIX) && !SERVICE_LINK.matcher(name).matches();
	}

	/**
	 * Spring Boot would take one of the two without a word.
	 */
	private static void checkSame(String variable, @Nullable Object value, String other, @Nullable Object otherValue) {
		if (!String.valueOf(value).equals(String.valueOf(otherValue))) {
			throw new ZmqConfigurationException(variable, Redaction.variable(variable, value),
					"It means the same property as '" + other + "', which has another value.", "Unset one of the two.");
		}
	}

	private static void check(String variable, @Nullable Object value, Set<String> names) {
		String name = variable.toUpperCase(Locale.ROOT);
		List<String> words = List.of(name.substring(PREFIX.length()).toLowerCase(Locale.ROOT).split("_"));
		ResolvableType root = ResolvableType.forClass(ZmqSecureProperties.class);
		Walk walk = new Walk(words, names);
		if (!walk.reachesTheEnd(root, 0, false) && !walk.reachesTheEnd(root, 0, true)) {
			throw new ZmqConfigurationException(variable, Redaction.variable(variable, value),
					"The environment variable binds to no property.", walk.suggestion(name));
		}
	}

	/**
	 * A walk along the words of a variable. As Spring Boot has it, either each is an
	 * element, without its dashes, or all dashes are underscores.
	 */
	private static final class Walk {

		private final List<String> words;

		private final Set<String> names;

		private int furthest;

		private @Nullable Class<?> furthestType;

		Walk(List<String> words, Set<String> names) {
			this.words = words;
			this.names = names;
		}

		boolean reachesTheEnd(ResolvableType type, int index, boolean dashes) {
			if (index == this.words.size()) {
				return true;
			}
			Collection<String> names = KnownProperties.names(type.toClass());
			if (this.furthestType == null || (index > this.furthest && !names.isEmpty())) {
				this.furthest = index;
				this.furthestType = type.toClass();
			}
			int last = (dashes) ? this.words.size() : index + 1;
			for (int end = index + 1; end <= last; end++) {
				List<String> element = this.words.subList(index, end);
				ResolvableType next = KnownProperties.next(type, String.join("", element), isNumber(element.get(0)));
				if (next != null && isElement(type, element, dashes) && reachesTheEnd(next, end, dashes)) {
					return true;
				}
			}
			return false;
		}

		private boolean isElement(ResolvableType type, List<String> element, boolean dashes) {
			if (!dashes || isNumber(element.get(0))) {
				return true;
			}
			String name = String.join("-", element);
			return Map.class.isAssignableFrom(type.toClass()) ? element.size() == 1 || this.names.contains(name)
					: KnownProperties.names(type.toClass()).contains(name);
		}

		String suggestion(String variable) {
			String joined = withJoinedName();
			if (joined != null) {
				return "Write the name without its dashes: '" + joined + "'.";
			}
			Class<?> type = this.furthestType;
			Collection<String> names = (type != null) ? KnownProperties.names(type) : List.of();
			String rest = String.join("", this.words.subList(this.furthest, this.words.size()));
			String parent = PREFIX + this.words.subList(0, this.furthest)
				.stream()
				.map((word) -> word.toUpperCase(Locale.ROOT) + "_")
				.collect(Collectors.joining());
			List<String> nearest = variables(parent, NearestNames.of(rest, names), "", variable);
			if (nearest.isEmpty()) {
				String others = variable.substring(parent.length() + this.words.get(this.furthest).length());
				nearest = variables(parent, NearestNames.of(this.words.get(this.furthest), names), others, variable);
			}
			if (!nearest.isEmpty()) {
				return NearestNames.question(nearest);
			}
			return "Unset it, or use one of "
					+ names.stream().map((name) -> parent + variable(name)).collect(Collectors.joining(", ")) + ".";
		}

		/**
		 * A name of one's own, which is the second word, may have been written with an
		 * underscore for each dash, which only works for a name that a file has.
		 */
		private @Nullable String withJoinedName() {
			for (int end = 3; end < this.words.size(); end++) {
				List<String> joined = new ArrayList<>();
				joined.add(this.words.get(0));
				joined.add(String.join("", this.words.subList(1, end)));
				joined.addAll(this.words.subList(end, this.words.size()));
				ResolvableType root = ResolvableType.forClass(ZmqSecureProperties.class);
				ResolvableType group = KnownProperties.next(root, joined.get(0), false);
				boolean known = this.names.contains(String.join("-", this.words.subList(1, end)));
				if (!known && group != null && Map.class.isAssignableFrom(group.toClass())
						&& new Walk(joined, this.names).reachesTheEnd(root, 0, false)) {
					return PREFIX + String.join("_", joined).toUpperCase(Locale.ROOT);
				}
			}
			return null;
		}

		private static List<String> variables(String parent, List<String> names, String others, String mistyped) {
			return names.stream()
				.map((name) -> parent + variable(name) + others)
				.map((name) -> name.equals(mistyped)
						? parent + names.get(0).replace('-', '_').toUpperCase(Locale.ROOT) + others : name)
				.toList();
		}

		private static String variable(String name) {
			return name.replace("-", "").toUpperCase(Locale.ROOT);
		}

		private static boolean isNumber(String name) {
			return name.chars().allMatch((each) -> each >= '0' && each <= '9');
		}

	}

}
