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
