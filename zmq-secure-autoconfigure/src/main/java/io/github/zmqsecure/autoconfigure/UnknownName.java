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
