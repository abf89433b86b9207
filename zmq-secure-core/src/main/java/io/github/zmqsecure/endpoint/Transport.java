// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.endpoint;

import java.util.Locale;

/**
 * The transports that can be used.
 *
 * @since 0.1.0
 */
public enum Transport {

	/**
	 * TCP, over IPv4 or IPv6.
	 */
	TCP,

	/**
	 * Between threads of one context.
	 */
	INPROC,

	/**
	 * TCP, to wherever a registry says that the instances of a service are. For connects
	 * only.
	 */
	DISCOVERY;

	private static final String SEPARATOR = "://";

	private final String prefix = name().toLowerCase(Locale.ROOT) + SEPARATOR;

	/**
	 * Return how endpoints of this transport begin.
	 * @return the prefix with its separator, such as {@code tcp://}
	 */
	public String prefix() {
		return this.prefix;
	}

	static Transport of(String endpoint) {
		int end = endpoint.indexOf(SEPARATOR);
		if (end <= 0) {
			throw new InvalidEndpointException(endpoint, "it has no transport; write tcp://HOST:PORT or inproc://NAME");
		}
		String name = endpoint.substring(0, end).toLowerCase(Locale.ROOT);
		return switch (name) {
			case "tcp" -> TCP;
			case "inproc" -> INPROC;
			case "discovery" -> DISCOVERY;
			case "ipc" -> throw new InvalidEndpointException(endpoint,
					"in JeroMQ ipc:// is no file of the operating system but TCP on 127.0.0.1, at a port hashed from "
							+ "the name, where every local user can connect; write tcp://127.0.0.1:PORT instead");
			default -> throw new InvalidEndpointException(endpoint,
					"the transport '%s' is not supported; use tcp:// or inproc://".formatted(name));
		};
	}

}
