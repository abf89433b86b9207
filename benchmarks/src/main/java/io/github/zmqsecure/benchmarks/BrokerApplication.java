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

/**
 * An application that is nothing but a broker.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class BrokerApplication {

	/**
	 * Run until killed; print the endpoints of frontend and backend.
	 * @param args whose cryptography, and the secret key of both
	 */
	public static void main(String[] args) {
		String secretKey = HexFormat.of().formatHex(ZMQ.Curve.z85Decode(args[1]));
		ManagedSockets sockets = new SpringApplicationBuilder(BrokerApplication.class).web(WebApplicationType.NONE)
			.properties(Map.of("spring.main.keep-alive", "true", "zmq.secure.crypto.provider",
					Contestant.of(args[0]).provider(), "zmq.secure.keys.broker.secret-key", secretKey,
					"zmq.secure.proxies.feed.frontend", "feed-in", "zmq.secure.proxies.feed.backend", "feed-out"))
			.properties(socket("feed-in", "pull"))
			.properties(socket("feed-out", "push"))
			.run()
			.getBean(ManagedSockets.class);
		Turns.announce(endpoint(sockets, "feed-in") + " " + endpoint(sockets, "feed-out"));
	}

	private static Map<String, Object> socket(String name, String type) {
		String prefix = "zmq.secure.sockets." + name + ".";
		return Map.of(prefix + "type", type, prefix + "bind", "tcp://127.0.0.1:*", prefix + "key", "broker",
				prefix + "clients", "any");
	}

	private static String endpoint(ManagedSockets sockets, String name) {
		return sockets.get(name).getEndpoints().getBound().get(0);
	}

}
