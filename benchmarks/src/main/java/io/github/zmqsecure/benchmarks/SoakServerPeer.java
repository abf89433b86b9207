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
