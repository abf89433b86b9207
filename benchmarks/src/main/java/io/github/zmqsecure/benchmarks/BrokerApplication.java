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
