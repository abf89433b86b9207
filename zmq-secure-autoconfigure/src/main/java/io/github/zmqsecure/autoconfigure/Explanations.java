// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.zmqsecure.autoconfigure.KnownProperties.Position;
import io.github.zmqsecure.autoconfigure.UnsupportedOptions.UnsupportedOption;
import io.github.zmqsecure.socket.SocketTraits;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.ResolvableType;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.util.unit.DataSize;

/**
 * Explains why a property can't be bound, and how to mend that.
 */
final class Explanations {

	private static final Map<Class<?>, String> EXAMPLES = Map.of(Boolean.class, "true or false", boolean.class,
			"true or false", Integer.class, "a whole number such as 1000", int.class, "a whole number such as 1000",
			Duration.class, "a duration such as 500ms, 5s or 1m", DataSize.class, "a size such as 64KB or 1MB",
			Instant.class, "an instant such as 2027-01-31T00:00:00Z");

	private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[A-Za-z][A-Za-z0-9._-]{0,63}}");

	private static final Map<String, String> ACTUATOR = Map.of("health", "management.health.zmq", "endpoint",
			"management.endpoint.zmq", "metrics", "management.metrics.enable.zmq.secure");

	private Explanations() {
	}

	/**
	 * Return an explanation for a placeholder that was not resolved.
	 * @param placeholder the placeholder
	 * @return the explanation
	 */
	static Explanation unresolved(String placeholder) {
		String name = placeholder.substring(2, placeholder.length() - 1);
		return new Explanation(
				"There is neither a property nor an environment variable for the placeholder '" + placeholder + "'.",
				"Set it, for example as an environment variable, or write a default, as in '${" + name + ":…}'.");
	}

	/**
	 * Return the placeholder that a value still has after all were resolved.
	 * @param value the value
	 * @return the placeholder, or {@code null} if there is none
	 */
	static @Nullable String placeholderIn(@Nullable Object value) {
		Matcher matcher = PLACEHOLDER.matcher(String.valueOf(value));
		return matcher.find() ? matcher.group() : null;
	}

	static @Nullable String unresolvedIn(@Nullable Throwable cause) {
		for (Throwable each = cause; each != null; each = each.getCause()) {
			if (each instanceof ConversionFailedException failed) {
				return placeholderIn(failed.getValue());
			}
		}
		return null;
	}

	/**
	 * Return whether a value is empty, perhaps once its placeholders were resolved.
	 * Spring makes {@code null} of such a one, which neither a number nor a switch can
	 * be.
	 * @param cause why it could not be converted
	 * @return whether it is empty
	 */
	static boolean isEmptyIn(@Nullable Throwable cause) {
		for (Throwable each = cause; each != null; each = each.getCause()) {
			if (each instanceof ConversionFailedException failed) {
				return failed.getValue() == null || "".equals(failed.getValue());
			}
		}
		return false;
	}

	static Explanation unusable(ConfigurationPropertyName name, Class<?> type,
			@Nullable ConfigurationProperty property) {
		if (property != null && property.getValue().toString().isEmpty()) {
			return empty(type);
		}
		Collection<String> names = KnownProperties.names(type);
		if (names.contains(name.getLastElement(Form.DASHED))) {
			return new Explanation("There should be a name of your own, and below it its properties.",
					"Write a name and a colon above '" + name.getLastElement(Form.DASHED)
							+ "', and indent the properties below it.");
		}
		String text = (property != null) ? property.getValue().toString() : "";
		int colon = text.indexOf(':');
		if (colon > 0 && names.contains(text.substring(0, colon))) {
			return blankMissing(text.substring(0, colon));
		}
		List<String> nearest = type.isEnum() ? NearestNames.of(text.toLowerCase(Locale.ROOT), constants(type))
				: List.of();
		String subject = (text.contains("${")) ? "What the placeholder stands for" : "The value";
		return new Explanation(reason(subject, type),
				(!nearest.isEmpty() ? NearestNames.question(nearest) + " " : "") + "Write " + expected(type) + ".");
	}

	private static Explanation blankMissing(String name) {
		return new Explanation("There is no blank after a colon, so that YAML takes both sides of it for one word.",
				"Write '" + name + ": ' with a blank, and then the value.");
	}

	private static String reason(String subject, Class<?> type) {
		if (type.isEnum()) {
			return subject + " is none of those that there are.";
		}
		boolean group = Map.class.isAssignableFrom(type) || !KnownProperties.names(type).isEmpty();
		return subject + ((group) ? " stands where a group of properties belongs." : " is not " + expected(type) + ".");
	}

	static Explanation leftOver(Class<?> type, ConfigurationProperty property) {
		String value = property.getValue().toString();
		if (value.isEmpty() || value.contains("${")) {
			return empty(type);
		}
		if (property.getName().isLastElementIndexed()) {
			return new Explanation("A list has no gaps and comes from one source as a whole.",
					"Write all of its entries where this one is, from [0] on.");
		}
		return new Explanation("The value is hidden, since what the property belongs to has a value of its own.",
				"Remove that value, which may be empty or '{}'.");
	}

	private static Explanation empty(Class<?> type) {
		return new Explanation("The value is empty.", "Write " + expected(type) + ", or leave the property out.");
	}

	private static String expected(Class<?> type) {
		if (type.isEnum()) {
			return "one of " + String.join(", ", constants(type));
		}
		if (Map.class.isAssignableFrom(type)) {
			return "a group of entries, indented below, each with a name, a colon and its properties";
		}
		if (Collection.class.isAssignableFrom(type)) {
			return "a list such as [ \"a\", \"b\" ]";
		}
		Collection<String> names = KnownProperties.names(type);
		if (!names.isEmpty()) {
			return "a group of properties, indented below, of " + String.join(", ", names);
		}
		return EXAMPLES.getOrDefault(type, "a single value");
	}

	private static List<String> constants(Class<?> type) {
		return Arrays.stream(type.getEnumConstants())
			.filter((constant) -> !(constant instanceof SocketType socket) || SocketTraits.isSupported(socket))
			.map((constant) -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
			.toList();
	}

	static Explanation unknown(ConfigurationPropertyName name, Position position,
			@Nullable ConfigurationProperty property) {
		Class<?> type = position.type();
		boolean list = name.isNumericIndex(position.index());
		if (Map.class.isAssignableFrom(type)) {
			return new Explanation("It is an element of a list, but the entries have names.", UniformNames.LIST_MEND);
		}
		String element = name.getElement(position.index(), Form.UNIFORM);
		Collection<String> names = KnownProperties.names(type);
		if (list || names.isEmpty()) {
			String parent = last(name, position.index() - 1);
			String what = (names.isEmpty()) ? expected(type) : "its properties, indented below,";
			return new Explanation((list) ? "'" + parent + "' is no list." : "There is nothing below '" + parent + "'.",
					"Write " + what + " there" + ((list) ? ", without dashes and square brackets." : "."));
		}
		if (property != null && property.getValue().toString().isEmpty()) {
			Optional<String> before = names.stream()
				.filter((each) -> element.startsWith(each.replace("-", "")))
				.findFirst();
			if (before.isPresent()) {
				return blankMissing(before.get());
			}
		}
		boolean options = type == ZmqSocketOptions.class;
		boolean socket = type == ZmqSocketProperties.class;
		UnsupportedOption absent = (options || socket) ? UnsupportedOptions.find(element) : null;
		if (absent != null) {
			return new Explanation("This option is left out on purpose: " + absent.reason(), absent.action());
		}
		if (type == ZmqSecureProperties.Peer.class && element.startsWith("secret")) {
			return new Explanation("A peer has a public key only.",
					"Write its 'public-key' here, and move an own key pair to 'zmq.secure.keys'.");
		}
		if (socket && isOption(element)) {
			return new Explanation("This is an option.",
					"Move it to 'options' of the socket, or to 'zmq.secure.defaults' for every socket.");
		}
		if (type == ZmqSecureProperties.class && ACTUATOR.containsKey(element)) {
			return new Explanation("That belongs to Actuator.",
					"Move it to '" + ACTUATOR.get(element) + "', or remove it: as shipped it is on.");
		}
		List<String> nearest = NearestNames.of(element, names);
		if (!nearest.isEmpty()) {
			return new Explanation("There is no such property.", NearestNames.question(nearest));
		}
		String dotted = dottedName(name, position);
		if (dotted != null) {
			return new Explanation("There is no such property, as a dot ends a name.",
					"If '" + dotted + "' is a name of your own, write it as \"[" + dotted
							+ "]\", or with a dash in the place of the dot.");
		}
		String group = groupOf(name, position);
		if (group != null) {
			return new Explanation("There is no such property.", "If '" + Redaction.element(name, position.index())
					+ "' is a name of your own, indent it below '" + group + "'.");
		}
		List<String> elsewhere = KnownProperties.findElsewhere(element);
		return new Explanation("There is no such property" + ((elsewhere.isEmpty()) ? "." : " here."),
				elsewhere.isEmpty() ? "Use one of " + String.join(", ", names) + "."
						: "Move it to '" + String.join("' or '", elsewhere) + "'.");
	}

	/**
	 * What is not known below a name of one's own, but has the properties of such a name,
	 * is the rest of it.
	 */
	private static @Nullable String dottedName(ConfigurationPropertyName name, Position position) {
		int first = position.index() - 1;
		if (first != KnownProperties.PREFIX.getNumberOfElements() + 1
				|| !Map.class.isAssignableFrom(KnownProperties.find(name.chop(first)).type())) {
			return null;
		}
		StringBuilder dotted = new StringBuilder(Redaction.element(name, first));
		for (int i = position.index(); i < name.getNumberOfElements() - 1; i++) {
			dotted.append('.').append(Redaction.element(name, i));
			if (KnownProperties.next(ResolvableType.forClass(position.type()), name.getElement(i + 1, Form.UNIFORM),
					name.isNumericIndex(i + 1)) != null) {
				return dotted.toString();
			}
		}
		return null;
	}

	/**
	 * What is not known, but has the properties of a socket, a key or a peer, is one.
	 */
	private static @Nullable String groupOf(ConfigurationPropertyName name, Position position) {
		if (position.type() != ZmqSecureProperties.class || name.getNumberOfElements() <= position.index() + 1) {
			return null;
		}
		return KnownProperties.findElsewhere(name.getElement(position.index() + 1, Form.UNIFORM))
			.stream()
			.map((each) -> each.split("\\."))
			.filter((each) -> each.length == 5 && each[3].equals("*"))
			.map((each) -> each[2])
			.findFirst()
			.orElse(null);
	}

	private static boolean isOption(String element) {
		return KnownProperties.names(ZmqSocketOptions.class)
			.stream()
			.anyMatch((option) -> option.replace("-", "").equals(element));
	}

	private static String last(ConfigurationPropertyName name, int index) {
		return Redaction.element(name, index);
	}

}
