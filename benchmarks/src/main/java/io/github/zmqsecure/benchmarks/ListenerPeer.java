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

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import io.github.zmqsecure.annotation.ZmqListener;
import io.github.zmqsecure.channel.ManagedSockets;
import io.github.zmqsecure.listener.ZmqListenerContainer;
import io.github.zmqsecure.listener.ZmqListenerContainerFactory;
import io.github.zmqsecure.listener.ZmqListenerEndpoint;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The receiving process, with a listener: prints its endpoint, then the messages per
 * second of each measurement.
 *
 * @since 0.1.0
 */
public final class ListenerPeer {

	private static final double NANOS = 1e9;

	private ListenerPeer() {
	}

	/**
	 * Receive.
	 * @param args cryptography, milliseconds of warm-up, milliseconds of a measurement,
	 * the secret key, how many measurements, the {@link Model}
	 * @throws InterruptedException if interrupted
	 */
	public static void main(String[] args) throws InterruptedException {
		Class<?> listener = args[5].equals(Report.label(Model.LISTENER)) ? Functional.class : Annotated.class;
		try (ConfigurableApplicationContext context = StarterContext.server(args[0], args[3], listener)) {
			Counter counter = context.getBean(Counter.class);
			System.out.println(PeerProcesses.MARK
					+ context.getBean(ManagedSockets.class).get("server").getEndpoints().getBound().get(0));
			counter.first.await();
			counter.rate(Long.parseLong(args[1]) * 1_000_000);
			for (int i = 0; i < Integer.parseInt(args[4]); i++) {
				System.out.println(PeerProcesses.MARK + counter.rate(Long.parseLong(args[2]) * 1_000_000));
			}
		}
	}

	/**
	 * Counts messages, of one thread.
	 */
	static class Counter {

		private final CountDownLatch first = new CountDownLatch(1);

		private final AtomicLong count = new AtomicLong();

		void received() {
			long count = this.count.getPlain() + 1;
			this.count.setOpaque(count);
			if (count == 1) {
				this.first.countDown();
			}
		}

		double rate(long nanos) {
			long begin = System.nanoTime();
			long before = this.count.getOpaque();
			while (System.nanoTime() - begin < nanos) {
				LockSupport.parkNanos(nanos - (System.nanoTime() - begin));
			}
			return (this.count.getOpaque() - before) * NANOS / (System.nanoTime() - begin);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Functional {

		@Bean
		Counter counter() {
			return new Counter();
		}

		@Bean
		ZmqListenerContainer listener(ZmqListenerContainerFactory factory, Counter counter) {
			return factory.createContainer(ZmqListenerEndpoint.of("listener", "server", (message) -> {
				counter.received();
				return null;
			}).withConcurrency(0));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Annotated {

		private final Counter counter = new Counter();

		@Bean
		Counter counter() {
			return this.counter;
		}

		@ZmqListener(socket = "server")
		void receive(byte[] message) {
			this.counter.received();
		}

	}

}
