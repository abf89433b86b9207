// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import io.github.zmqsecure.annotation.ZmqListener;
import io.github.zmqsecure.listener.ZmqListenerContainer;
import io.github.zmqsecure.listener.ZmqListenerContainerFactory;
import io.github.zmqsecure.listener.ZmqListenerEndpoint;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The receiving process, with a listener: prints its endpoint, then the messages per
 * second of each turn.
 *
 * @since 0.1.0
 */
public final class ListenerPeer {

	private ListenerPeer() {
	}

	/**
	 * Receive.
	 * @param args contestant, type, the secret key, "functional" or "annotated"
	 */
	public static void main(String[] args) {
		Class<?> listener = args[3].equals("functional") ? Functional.class : Annotated.class;
		try (ConfigurableApplicationContext context = StarterContext.server(Contestant.of(args[0]).provider(), args[1],
				args[2], listener)) {
			Turns.announce(StarterContext.endpoint(context));
			Arrivals arrivals = context.getBean(Arrivals.class);
			Turns.each((numbers) -> arrivals.rate(numbers[0]));
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Functional {

		@Bean
		Arrivals arrivals() {
			return new Arrivals();
		}

		@Bean
		ZmqListenerContainer listener(ZmqListenerContainerFactory factory, Arrivals arrivals) {
			Arrivals.Counter counter = arrivals.counter();
			return factory.createContainer(ZmqListenerEndpoint.of("listener", "server", (message) -> {
				counter.received();
				return null;
			}).withConcurrency(0));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Annotated {

		private final Arrivals arrivals = new Arrivals();

		private final Arrivals.Counter counter = this.arrivals.counter();

		@Bean
		Arrivals arrivals() {
			return this.arrivals;
		}

		@ZmqListener(socket = "server")
		void receive(byte[] message) {
			this.counter.received();
		}

	}

}
