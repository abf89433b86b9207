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

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * Decides what of a property may be shown. A secret may have been pasted anywhere, so
 * only what is too short to be a key is shown, and nothing from where keys belong.
 */
final class Redaction {

	static final String REDACTED = "******";

	private static final int KEY_LENGTH = 32;

	private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9 ._+-]{0,20}|\\$\\{[A-Za-z0-9._-]{1,24}:?}");

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
		boolean visible = text.isEmpty() || (known && !holdsKeys(name) && HARMLESS.matcher(text).matches());
		return visible ? text : REDACTED;
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
	 * @return the name, without elements that are long enough to be a key
	 */
	static String name(ConfigurationPropertyName name) {
		String shown = name.toString();
		for (int i = 0; i < name.getNumberOfElements(); i++) {
			String element = name.getElement(i, Form.ORIGINAL);
			if (element.length() >= KEY_LENGTH) {
				shown = shown.replace(element, REDACTED);
			}
		}
		return shown;
	}

	/**
	 * Return whether a name is shown as it is.
	 * @param name the name of the property
	 * @return whether no element is long enough to be a key
	 */
	static boolean isHarmless(ConfigurationPropertyName name) {
		return name(name).indexOf('*') == -1;
	}

}
