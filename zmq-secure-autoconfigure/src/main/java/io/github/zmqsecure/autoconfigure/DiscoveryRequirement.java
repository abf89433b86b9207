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
