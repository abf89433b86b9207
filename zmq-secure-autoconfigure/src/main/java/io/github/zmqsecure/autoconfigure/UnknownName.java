// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.util.Collection;
import java.util.List;

import io.github.zmqsecure.ZmqConfigurationException;

/**
 * What is wrong where a name is written that nothing has.
 */
final class UnknownName {

	private UnknownName() {
	}

	/**
	 * Return what to refuse it with.
	 * @param property the property that has the name
	 * @param name the name
	 * @param kind what should have the name, such as {@code socket}
	 * @param group where such things are, below {@code zmq.secure}
	 * @param names the names that there are
	 * @return the exception
	 */
	static ZmqConfigurationException of(String property, String name, String kind, String group,
			Collection<String> names) {
		List<String> nearest = NearestNames.of(name, names);
		return new ZmqConfigurationException(property, name, "There is no " + kind + " of that name.",
				(!nearest.isEmpty() ? NearestNames.question(nearest) + " " : "") + "Add it under 'zmq.secure." + group
						+ "'" + (names.isEmpty() ? "." : ", or name one of " + names + "."));
	}

}
