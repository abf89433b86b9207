// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import io.github.zmqsecure.annotation.ZmqListener;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.listener.ZmqListenerContainer;
import io.github.zmqsecure.listener.ZmqListenerContainerFactory;
import io.github.zmqsecure.listener.ZmqListenerEndpoint;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A process with a listener that sends requests back: an annotated method, or a
 * functional one with concurrency 0.
 *
 * @since 0.1.0
 */
public final class EchoListenerPeer {

	private EchoListenerPeer() {
	}

	/**
	 * Reply.
	 * @param args contestant, secret key
	 */
	public static void main(String[] args) {
		Contestant contestant = Contestant.of(args[0]);
		Class<?> echo = (contestant == Contestant.TEMPLATE_LISTENER) ? Functional.class : Annotated.class;
		try (ConfigurableApplicationContext context = StarterContext.server(contestant.provider(), "router", args[1],
				echo)) {
			Turns.announce(StarterContext.endpoint(context));
			Turns.each((numbers) -> "");
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Functional {

		@Bean
		ZmqListenerContainer listener(ZmqListenerContainerFactory factory) {
			return factory.createContainer(
					ZmqListenerEndpoint.of("listener", "server", (message) -> new ZmqMessage(message.frames(), null))
						.withConcurrency(0));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Annotated {

		@ZmqListener(socket = "server")
		byte[] echo(byte[] request) {
			return request;
		}

	}

}
