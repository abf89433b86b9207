// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.support;

import java.util.HexFormat;

import io.github.zmqsecure.autoconfigure.ZmqListenerAutoConfiguration;
import io.github.zmqsecure.autoconfigure.ZmqSecureAutoConfiguration;
import io.github.zmqsecure.autoconfigure.ZmqTemplateAutoConfiguration;
import org.zeromq.ZMQ;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * Keys that several applications, or peers in other processes, share.
 */
public final class KeyPairs {

	private KeyPairs() {
	}

	/**
	 * Return properties of key pairs {@code orders-service} and {@code gateway}.
	 * @return the properties
	 */
	public static String[] shared() {
		return properties(ZMQ.Curve.generateKeyPair(), ZMQ.Curve.generateKeyPair());
	}

	/**
	 * Return properties of key pairs {@code orders-service} and {@code gateway}.
	 * @param server the key pair of the former
	 * @param client the key pair of the latter
	 * @return the properties
	 */
	public static String[] properties(ZMQ.Curve.KeyPair server, ZMQ.Curve.KeyPair client) {
		return new String[] { "zmq.secure.keys.orders-service.secret-key=" + hex(server.secretKey),
				"zmq.secure.keys.gateway.secret-key=" + hex(client.secretKey) };
	}

	/** Unlike Z85, hexadecimal digits never look like a placeholder. */
	private static String hex(String z85) {
		return HexFormat.of().formatHex(ZMQ.Curve.z85Decode(z85));
	}

	/**
	 * Run a second application with a ROUTER socket {@code server}.
	 * @param keys the properties of the keys
	 * @param port the port it binds
	 * @param listener the configuration with its listener
	 * @return the application
	 */
	public static ConfigurableApplicationContext server(String[] keys, int port, Class<?> listener) {
		return run(keys, listener, ModelSockets.server("router", port));
	}

	/**
	 * Run a second application.
	 * @param keys the properties of the keys
	 * @param configuration its configuration
	 * @param socket the properties of its socket
	 * @param more more properties
	 * @return the application
	 */
	public static ConfigurableApplicationContext run(String[] keys, Class<?> configuration, String[] socket,
			String... more) {
		return new SpringApplicationBuilder(Model.class, configuration).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.properties(keys)
			.properties(socket)
			.properties(more)
			.run();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ZmqSecureAutoConfiguration.class, ZmqTemplateAutoConfiguration.class,
			ZmqListenerAutoConfiguration.class })
	static class Model {

	}

}
