// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.nio.ByteBuffer;
import java.util.Locale;

import io.github.zmqsecure.annotation.ZmqListener;
import io.github.zmqsecure.socket.HardenedContext;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A server of the starter whose messages bear the time when they were sent. With each
 * turn it says how many have come in a second since the last, the percentiles of their
 * time in microseconds, and heap and direct memory in KiB.
 *
 * @since 0.1.0
 */
public final class SoakServerPeer {

	private SoakServerPeer() {
	}

	/**
	 * Serve.
	 * @param args contestant, secret key
	 */
	public static void main(String[] args) {
		try (ConfigurableApplicationContext context = StarterContext.server(Contestant.of(args[0]).provider(), "pull",
				args[1], Listener.class)) {
			HardenedContext sockets = context.getBean(HardenedContext.class);
			Arriving arriving = context.getBean(Arriving.class);
			Turns.announce(StarterContext.endpoint(context));
			Turns.each((numbers) -> {
				if (numbers[0] == 1) {
					IoThreadFailure.of(sockets);
				}
				return String.format(Locale.ROOT, "%s %.1f %.1f", arriving.take(), MonitoredPeer.heap(),
						MonitoredPeer.direct());
			});
		}
	}

	/**
	 * The messages since the last turn.
	 */
	private static final class Arriving {

		private volatile Latencies latencies = new Latencies();

		String take() {
			String past = this.latencies.toString();
			this.latencies = new Latencies();
			return past;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Listener {

		private final Arriving arriving = new Arriving();

		@Bean
		Arriving arriving() {
			return this.arriving;
		}

		@ZmqListener(socket = "server")
		void receive(byte[] message) {
			this.arriving.latencies.record(ByteBuffer.wrap(message).getLong());
		}

	}

}
