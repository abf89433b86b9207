// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.socket;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.zeromq.ZMQ;

/**
 * A socket that is bound, and connected where no name has to be resolved first.
 *
 * @param socket the socket
 * @param bound the endpoints it listens on, with the ports that were really taken
 * @param connected the endpoints it connects to, by the addresses that JeroMQ's events
 * bear
 * @since 0.1.0
 */
public record OpenSocket(ZMQ.Socket socket, List<String> bound, Map<String, String> connected) {

	public OpenSocket {
		bound = List.copyOf(bound);
		connected = Collections.unmodifiableMap(new LinkedHashMap<>(connected));
	}

}
