// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure.container;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * A container that sockets connect to, by its labels.
 *
 * @param labels all labels of the container
 * @param host where it can be reached
 * @param published the port by which a port inside the container can be reached
 * @param ports all ports by which it can be reached
 */
record LabelledContainer(Map<String, String> labels, String host, IntUnaryOperator published, List<Integer> ports) {

	/** The sockets that connect to the container, separated by commas. */
	static final String SOCKET = "zmq-secure.socket";

	/** The port inside the container, with a suffix for one of several sockets. */
	static final String PORT = "zmq-secure.port";

	/** The public key of the server, with a suffix for one of several sockets. */
	static final String SERVER_KEY = "zmq-secure.server-key";

	List<String> endpoints(String socket) {
		return isFor(socket) ? List.of("tcp://" + this.host + ":" + port(socket)) : List.of();
	}

	@Nullable String serverKey(String socket) {
		return isFor(socket) ? label(SERVER_KEY, socket) : null;
	}

	private boolean isFor(String socket) {
		return Arrays.asList(StringUtils.tokenizeToStringArray(this.labels.get(SOCKET), ",")).contains(socket);
	}

	private int port(String socket) {
		String port = label(PORT, socket);
		if (port == null && this.ports.size() == 1) {
			return this.ports.get(0);
		}
		try {
			return this.published.applyAsInt(Integer.parseInt(String.valueOf(port)));
		}
		catch (NumberFormatException ex) {
			throw new IllegalStateException(
					"The label '%s' of the container that the socket '%s' connects to has to be the port inside the container, but is %s"
						.formatted(PORT, socket, (port != null) ? "'" + port + "'" : "missing"));
		}
	}

	private @Nullable String label(String name, String socket) {
		String own = this.labels.get(name + "." + socket);
		return (own != null) ? own : this.labels.get(name);
	}

}
