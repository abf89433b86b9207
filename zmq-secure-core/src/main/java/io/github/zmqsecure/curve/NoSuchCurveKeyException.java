// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

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
