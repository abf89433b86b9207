// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.support;

import java.util.ArrayList;
import java.util.List;

import io.github.zmqsecure.autoconfigure.ZmqListenerAutoConfiguration;
import io.github.zmqsecure.autoconfigure.ZmqTemplateAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/**
 * Applications with the programming model, whose sockets {@code server} and
 * {@code client} talk over CURVE.
 */
public final class ModelSockets {

	private ModelSockets() {
	}

	/**
	 * Return a runner with the auto-configuration of the programming model.
	 * @return the runner
	 */
	public static ApplicationContextRunner runner() {
		return TestSockets.runner()
			.withConfiguration(
					AutoConfigurations.of(ZmqTemplateAutoConfiguration.class, ZmqListenerAutoConfiguration.class))
			.withPropertyValues("zmq.secure.template.request-timeout=60s");
	}

	/**
	 * Return a runner with two sockets.
	 * @param serverType the type of the socket that binds
	 * @param clientType the type of the socket that connects to it
	 * @return the runner
	 */
	public static ApplicationContextRunner pair(String serverType, String clientType) {
		int port = Ports.free();
		return runner().withPropertyValues(keys())
			.withPropertyValues(server(serverType, port))
			.withPropertyValues(client(clientType, port));
	}

	/**
	 * Return properties of the keys {@code orders-service} and {@code gateway}.
	 * @return the properties
	 */
	public static String[] keys() {
		return new String[] { "zmq.secure.keys.orders-service.ephemeral=true",
				"zmq.secure.keys.gateway.ephemeral=true" };
	}

	/**
	 * Return properties of a socket {@code server}.
	 * @param type its type
	 * @param port the port it binds
	 * @return the properties
	 */
	public static String[] server(String type, int port) {
		return of("server", "type=" + type, "bind=tcp://127.0.0.1:" + port, "key=orders-service", "clients=gateway");
	}

	/**
	 * Return properties of a socket {@code client}.
	 * @param type its type
	 * @param port the port it connects to
	 * @return the properties
	 */
	public static String[] client(String type, int port) {
		return of("client", "type=" + type, "connect=tcp://127.0.0.1:" + port, "key=gateway", "server=orders-service");
	}

	/**
	 * Return properties that have messages bear headers on both sides.
	 * @return the properties
	 */
	public static String[] headers() {
		return headers("true");
	}

	/**
	 * Return properties of both sockets.
	 * @param mode whether their messages bear headers
	 * @return the properties
	 */
	public static String[] headers(String mode) {
		return new String[] { "zmq.secure.sockets.server.headers=" + mode,
				"zmq.secure.sockets.client.headers=" + mode };
	}

	private static String[] of(String name, String... properties) {
		List<String> all = new ArrayList<>();
		for (String property : properties) {
			all.add("zmq.secure.sockets." + name + "." + property);
		}
		return all.toArray(String[]::new);
	}

}
