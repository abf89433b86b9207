// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import io.github.zmqsecure.KeyRedaction;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * Decides what of a property may be shown. A secret may have been pasted anywhere, so
 * only what is too short to be a key is shown, and nothing from where keys belong.
 */
final class Redaction {

	static final String REDACTED = KeyRedaction.REDACTED;

	private static final int KEY_LENGTH = 32;

	/** What is left of a key in a name has some 29 characters, 5 of them digits. */
	private static final int SHORTEST = 18;

	/** No name has them, but nearly every key in Z85. */
	private static final Pattern SYMBOLS = Pattern.compile("[{}()<>=%#&^!?+]");

	private static final int MOST_CHANGES = 3;

	/** Numbers with a unit, switches, endpoints and locations, wherever they stand. */
	private static final Pattern PLAIN = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,6})? ?(%|[A-Za-z]{0,3})|true|false"
			+ "|[0-9]{1,3}(\\.[0-9]{1,3}){3}/[0-9]{1,2}|[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]{1,18}Z?)?"
			+ "|(tcp|inproc|ipc|ws)://[A-Za-z0-9.:*\\[\\]/_${}-]*|(file:|classpath:|~?/)[A-Za-z0-9._/~-]*");

	private static final Pattern SECRET = Pattern.compile("secret|key|pass|pwd|token|cred|auth|private|curve");

	private static final List<String> KEYS = List.of("secret-key", "public-key", "public-keys");

	private static final Pattern HARMLESS = Pattern
		.compile("[A-Za-z0-9 ._+-]{0,20}|\\$\\{[A-Za-z0-9._-]{1,24}(:[A-Za-z0-9._-]{0,16})?}");

	private Redaction() {
	}

	/**
	 * Return what of a value may be shown.
	 * @param name the name of the property
	 * @param known whether there is such a property
	 * @param value the value, if there is one
	 * @return the value, or {@value #REDACTED}
	 */
	static @Nullable String value(ConfigurationPropertyName name, boolean known, @Nullable Object value) {
		if (value == null) {
			return null;
		}
		String text = value.toString();
		boolean visible = text.isEmpty() || (!mayBeSecret(name) && isHarmless(name, text));
		return (visible && !KeyRedaction.holdsKey(text)) ? text : REDACTED;
	}

	/**
	 * Return what of the value of an environment variable may be shown that binds to
	 * nothing.
	 * @param variable the name of the variable
	 * @param value the value
	 * @return the value, or {@value #REDACTED}
	 */
	static String variable(String variable, @Nullable Object value) {
		String text = String.valueOf(value);
		boolean visible = PLAIN.matcher(text).matches()
				&& !SECRET.matcher(variable.toLowerCase(Locale.ROOT).replace("keys", "").replace("zmq_secure", ""))
					.find();
		return (visible && !KeyRedaction.holdsKey(text)) ? text : REDACTED;
	}

	private static boolean isHarmless(ConfigurationPropertyName name, String text) {
		return PLAIN.matcher(text).matches() || (!holdsKeys(name) && HARMLESS.matcher(text).matches());
	}

	/**
	 * Whether a secret may stand there, also under a name that is mistyped.
	 */
	private static boolean mayBeSecret(ConfigurationPropertyName name) {
		int last = name.getNumberOfElements() - 1;
		for (int i = KnownProperties.PREFIX.getNumberOfElements(); i <= last; i++) {
			String element = name.getElement(i, Form.UNIFORM);
			boolean known = KnownProperties.find(name.chop(i + 1)).known();
			if ((known) ? KEYS.contains(name.getElement(i, Form.DASHED))
					: SECRET.matcher(element).find() || !NearestNames.of(element, KEYS).isEmpty()) {
				return true;
			}
		}
		return false;
	}

	private static boolean holdsKeys(ConfigurationPropertyName name) {
		int index = KnownProperties.PREFIX.getNumberOfElements();
		if (name.getNumberOfElements() <= index) {
			return true;
		}
		String element = name.getElement(index, Form.UNIFORM);
		return element.equals("keys") || element.equals("peers");
	}

	/**
	 * Return what of a name may be shown.
	 * @param name the name of the property
	 * @return the name, without elements that look like a key
	 */
	static String name(ConfigurationPropertyName name) {
		int known = (KnownProperties.isOurs(name)) ? KnownProperties.find(name).index() : name.getNumberOfElements();
		int chosen = (known < name.getNumberOfElements()) ? firstChosen(name, known) : known;
		String elements = elements(name, chosen);
		boolean rest = looksLikeKey(elements) || (chosen < known && SYMBOLS.matcher(elements).find());
		StringBuilder shown = new StringBuilder();
		for (int i = 0; i < name.getNumberOfElements(); i++) {
			boolean key = looksLikeKey(name.getElement(i, Form.ORIGINAL)) || (rest && (i >= known || i == chosen));
			String element = element(name, i);
			boolean indexed = element.startsWith("[");
			shown.append((i > 0 && !indexed) ? "." : "");
			shown.append((!key) ? element : (indexed) ? "[" + REDACTED + "]" : REDACTED);
		}
		return shown.toString();
	}

	/**
	 * Return an element of a name that may be shown. Names that Spring Boot has appended
	 * more than six elements to can't be taken apart by
	 * {@link ConfigurationPropertyName#subName(int)}.
	 * @param name the name of the property
	 * @param index the index of the element
	 * @return the element, in brackets where it is in brackets
	 */
	static String element(ConfigurationPropertyName name, int index) {
		boolean indexed = name.chop(index + 1).isLastElementIndexed();
		String element = name.getElement(index, (indexed) ? Form.ORIGINAL : Form.DASHED);
		String shown = (looksLikeKey(name.getElement(index, Form.ORIGINAL))) ? REDACTED : element;
		return (indexed) ? "[" + shown + "]" : shown;
	}

	/**
	 * A key that has brackets is part of several elements, the first of which may be
	 * taken for the name of a socket, a key or a peer.
	 */
	private static int firstChosen(ConfigurationPropertyName name, int known) {
		for (int i = KnownProperties.PREFIX.getNumberOfElements(); i < known; i++) {
			if (Map.class.isAssignableFrom(KnownProperties.find(name.chop(i)).type())) {
				return i;
			}
		}
		return known;
	}

	private static String elements(ConfigurationPropertyName name, int from) {
		StringBuilder elements = new StringBuilder();
		for (int i = from; i < name.getNumberOfElements(); i++) {
			elements.append(name.getElement(i, Form.ORIGINAL));
		}
		return elements.toString();
	}

	/**
	 * Names are in lower case and without most special characters, whatever was written.
	 */
	private static boolean looksLikeKey(String element) {
		String letters = element.replaceAll("[^A-Za-z0-9]", "");
		return element.length() >= KEY_LENGTH || letters.length() >= KEY_LENGTH || (letters.length() >= SHORTEST
				&& letters.replaceAll("[0-9]+", "0").replaceAll("[A-Za-z]+", "a").length() > MOST_CHANGES);
	}

	/**
	 * Return whether a name is shown as it is.
	 * @param name the name of the property
	 * @return whether no element looks like a key
	 */
	static boolean isHarmless(ConfigurationPropertyName name) {
		return name(name).indexOf('*') == -1;
	}

}
