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

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.zmqsecure.KeyRedaction;
import io.github.zmqsecure.ZmqConfigurationException;
import io.github.zmqsecure.autoconfigure.AbsentOptions.AbsentOption;
import io.github.zmqsecure.autoconfigure.KnownProperties.Position;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.origin.Origin;
import org.springframework.util.unit.DataSize;

/**
 * What is wrong with one property below {@code zmq.secure}, in words that show no secret.
 *
 * @param property the name of the property
 * @param value the value, if there is one and it may be shown
 * @param origin where the property comes from, if that is known
 * @param problem what is wrong, as a sentence
 * @param mend what to do about it, as a sentence
 */
record BindProblem(String property, @Nullable String value, @Nullable Origin origin, String problem, String mend) {

	private static final Map<Class<?>, String> EXAMPLES = Map.of(Boolean.class, "true or false", boolean.class,
			"true or false", Integer.class, "a whole number such as 1000", int.class, "a whole number such as 1000",
			Duration.class, "a duration such as 500ms, 5s or 1m", DataSize.class, "a size such as 64KB or 1MB");

	BindProblem {
		property = KeyRedaction.redact(property);
		value = (value != null) ? KeyRedaction.redact(value) : null;
		problem = KeyRedaction.redact(problem);
		mend = KeyRedaction.redact(mend);
	}

	/**
	 * Describe a property whose value could not be bound.
	 * @param name the name of the property
	 * @param property the property, if there is one
	 * @return the problem
	 */
	static BindProblem ofFailed(ConfigurationPropertyName name, @Nullable ConfigurationProperty property) {
		Position position = KnownProperties.find(name);
		return of(name, property, position,
				position.known() ? unusable(position.type(), property) : unknown(name, position));
	}

	/**
	 * Describe a property that was left over after everything else was bound.
	 * @param property the property
	 * @return the problem
	 */
	static BindProblem ofUnbound(ConfigurationProperty property) {
		ConfigurationPropertyName name = property.getName();
		Position position = KnownProperties.find(name);
		return of(name, property, position,
				position.known() ? leftOver(position.type(), property) : unknown(name, position));
	}

	private static BindProblem of(ConfigurationPropertyName name, @Nullable ConfigurationProperty property,
			Position position, Sentences sentences) {
		Object value = (property != null) ? property.getValue() : null;
		Origin origin = (property != null && Redaction.isHarmless(name)) ? property.getOrigin() : null;
		return new BindProblem(Redaction.name(name), Redaction.value(name, position.known(), value), origin,
				sentences.problem(), sentences.mend());
	}

	private static Sentences unusable(Class<?> type, @Nullable ConfigurationProperty property) {
		if (property != null && property.getValue().toString().isEmpty()) {
			return empty(type);
		}
		return new Sentences("The value is not " + expected(type) + ".", "Write " + expected(type) + ".");
	}

	private static Sentences leftOver(Class<?> type, ConfigurationProperty property) {
		String value = property.getValue().toString();
		if (value.isEmpty() || value.contains("${")) {
			return empty(type);
		}
		return new Sentences("The value is hidden, since what the property belongs to has a value of its own.",
				"Remove that value, which may be empty or '{}'.");
	}

	private static Sentences empty(Class<?> type) {
		return new Sentences("The value is empty.", "Write " + expected(type) + ", or leave the property out.");
	}

	private static String expected(Class<?> type) {
		if (type.isEnum()) {
			return "one of " + Arrays.stream(type.getEnumConstants())
				.map((constant) -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
				.collect(Collectors.joining(", "));
		}
		if (Map.class.isAssignableFrom(type)) {
			return "a group of named entries";
		}
		Collection<String> names = KnownProperties.names(type);
		if (!names.isEmpty()) {
			return "a group of properties such as '" + names.iterator().next() + "'";
		}
		return EXAMPLES.getOrDefault(type, "a single value");
	}

	private static Sentences unknown(ConfigurationPropertyName name, Position position) {
		if (Map.class.isAssignableFrom(position.type())) {
			return new Sentences("It is an element of a list, but the entries have names.", UniformNames.LIST_MEND);
		}
		String element = name.getElement(position.index(), Form.UNIFORM);
		Collection<String> names = KnownProperties.names(position.type());
		if (names.isEmpty()) {
			return new Sentences("There is nothing below '" + last(name, position.index() - 1) + "'.",
					"Write " + expected(position.type()) + " there.");
		}
		boolean options = position.type() == ZmqSocketOptions.class;
		boolean socket = position.type() == ZmqSocketProperties.class;
		AbsentOption absent = (options || socket) ? AbsentOptions.find(element) : null;
		if (absent != null) {
			return new Sentences("This option is left out on purpose: " + absent.reason(), absent.mend());
		}
		if (position.type() == ZmqSecureProperties.Peer.class && element.startsWith("secret")) {
			return new Sentences("A peer has a public key only.", "Move an own key pair to 'zmq.secure.keys'.");
		}
		if (socket && isOption(element)) {
			return new Sentences("This is an option.",
					"Move it to 'options' of the socket, or to 'zmq.secure.defaults' for every socket.");
		}
		return new Sentences("There is no such property.", suggestion(element, names));
	}

	private static boolean isOption(String element) {
		return KnownProperties.names(ZmqSocketOptions.class)
			.stream()
			.anyMatch((option) -> option.replace("-", "").equals(element));
	}

	private static String suggestion(String element, Collection<String> names) {
		Collection<String> nearest = NearestNames.of(element, names);
		if (nearest.isEmpty()) {
			return "Use one of " + String.join(", ", names) + ".";
		}
		return "Did you mean " + nearest.stream().map((name) -> "'" + name + "'").collect(Collectors.joining(" or "))
				+ "?";
	}

	private static String last(ConfigurationPropertyName name, int index) {
		return Redaction.name(name.subName(index).chop(1));
	}

	/**
	 * Return an exception that says the same.
	 * @return the exception
	 */
	ZmqConfigurationException toException() {
		return new ZmqConfigurationException(this.property, this.value, this.problem, this.mend);
	}

	/**
	 * Return the problem as a block of a failure analysis.
	 * @return the block
	 */
	String describe() {
		StringBuilder block = new StringBuilder(String.format("%n    Property: %s", this.property));
		if (this.value != null) {
			block.append(String.format("%n    Value: \"%s\"", this.value));
		}
		if (this.origin != null) {
			block.append(String.format("%n    Origin: %s", this.origin));
		}
		return block.append(String.format("%n    Reason: %s", this.problem)).toString();
	}

	private record Sentences(String problem, String mend) {

	}

}
