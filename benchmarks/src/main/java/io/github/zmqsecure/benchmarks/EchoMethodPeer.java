// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import io.github.zmqsecure.annotation.ZmqListener;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * A process with an annotated method that sends requests back.
 *
 * @since 0.1.0
 */
public final class EchoMethodPeer {

	private EchoMethodPeer() {
	}

	/**
	 * Reply.
	 * @param args contestant, secret key
	 */
	public static void main(String[] args) {
		try (ConfigurableApplicationContext context = StarterContext.server(Contestant.of(args[0]).provider(), "router",
				args[1], Echo.class)) {
			Turns.announce(StarterContext.endpoint(context));
			Turns.each((numbers) -> "");
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Echo {

		@ZmqListener(socket = "server")
		byte[] echo(byte[] request) {
			return request;
		}

	}

}
