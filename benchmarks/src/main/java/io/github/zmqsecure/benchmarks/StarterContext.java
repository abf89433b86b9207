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

package io.github.zmqsecure.benchmarks;

import java.util.HexFormat;
import java.util.Map;

import io.github.zmqsecure.channel.ManagedSockets;
import org.zeromq.ZMQ;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Applications with the starter and one socket.
 */
final class StarterContext {

	private StarterContext() {
	}

	static ConfigurableApplicationContext server(String provider, String type, String secretKey,
			Class<?> configuration) {
		return run(configuration,
				Map.of("zmq.secure.crypto.provider", provider, "zmq.secure.keys.server.secret-key", hex(secretKey),
						"zmq.secure.sockets.server.type", type, "zmq.secure.sockets.server.bind", "tcp://127.0.0.1:*",
						"zmq.secure.sockets.server.key", "server", "zmq.secure.sockets.server.clients", "any"));
	}

	static ConfigurableApplicationContext client(String provider, String type, String endpoint, String serverKey) {
		return run(Application.class,
				Map.of("zmq.secure.crypto.provider", provider, "zmq.secure.peers.server.public-key", hex(serverKey),
						"zmq.secure.sockets.client.type", type, "zmq.secure.sockets.client.connect", endpoint,
						"zmq.secure.sockets.client.server", "server"));
	}

	static String endpoint(ConfigurableApplicationContext context) {
		return context.getBean(ManagedSockets.class).get("server").getEndpoints().getBound().get(0);
	}

	private static ConfigurableApplicationContext run(Class<?> configuration, Map<String, Object> properties) {
		return new SpringApplicationBuilder(Application.class, configuration).web(WebApplicationType.NONE)
			.properties(properties)
			.run();
	}

	private static String hex(String key) {
		return HexFormat.of().formatHex(ZMQ.Curve.z85Decode(key));
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
