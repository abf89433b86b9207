// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import io.github.zmqsecure.ZmqConfigurationException;
import io.github.zmqsecure.endpoint.Endpoint;

/**
 * That somebody knows where the services are that sockets connect to.
 */
final class DiscoveryRequirement {

	private static final String ACTION = "Add a starter of Spring Cloud for your registry, such as "
			+ "'spring-cloud-starter-netflix-eureka-client', or write 'tcp://HOST:PORT'.";

	private DiscoveryRequirement() {
	}

	/**
	 * Refuse to start if a socket connects to a service.
	 * @param properties the properties of all sockets
	 * @param problem why nobody knows where it is
	 */
	static void refuse(ZmqSecureProperties properties, String problem) {
		properties.getSockets().forEach((name, socket) -> {
			for (String endpoint : socket.getConnect()) {
				if (Endpoint.isDiscovery(endpoint)) {
					throw new ZmqConfigurationException("zmq.secure.sockets." + name + ".connect", endpoint, problem,
							ACTION);
				}
			}
		});
	}

}
