// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

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
