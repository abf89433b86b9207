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

import io.github.zmqsecure.template.ZmqTemplate;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * The sending process, with the template: sends as fast as it can in its turns.
 *
 * @since 0.1.0
 */
public final class TemplatePeer {

	private TemplatePeer() {
	}

	/**
	 * Send.
	 * @param args contestant, type, the server's public key, endpoint, size of a message
	 */
	public static void main(String[] args) {
		int size = Integer.parseInt(args[4]);
		byte[] payload = new byte[size];
		try (ConfigurableApplicationContext context = StarterContext.client(Contestant.of(args[0]).provider(), args[1],
				args[3], args[2])) {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			Turns.announce("connects");
			Turns.each((numbers) -> Sending.run(numbers[0], size, () -> template.send("client", payload)));
		}
	}

}
