// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

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
