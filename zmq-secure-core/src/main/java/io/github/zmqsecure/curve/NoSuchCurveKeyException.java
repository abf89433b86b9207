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

package io.github.zmqsecure.curve;

import java.util.Collection;

import io.github.zmqsecure.ZmqSecureException;

/**
 * Thrown when a key is asked for by a name that is not configured.
 *
 * @since 0.1.0
 */
public class NoSuchCurveKeyException extends ZmqSecureException {

	private static final long serialVersionUID = 1L;

	private final String name;

	/**
	 * Create an exception.
	 * @param name the name that was asked for
	 * @param problem what was looked for, to begin the message
	 * @param keyNames the names of the own key pairs
	 * @param peerNames the names of the peers
	 */
	public NoSuchCurveKeyException(String name, String problem, Collection<String> keyNames,
			Collection<String> peerNames) {
		super("%s (known keys: %s; known peers: %s)".formatted(problem, list(keyNames), list(peerNames)));
		this.name = name;
	}

	/**
	 * Return the name that was asked for.
	 * @return the unknown name
	 */
	public String getName() {
		return this.name;
	}

	private static String list(Collection<String> names) {
		return names.isEmpty() ? "none" : String.join(", ", names);
	}

}
