// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.util.concurrent.CompletionStage;

import io.github.zmqsecure.template.ZmqTemplate;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * A process with the template that sends requests: one at a time by
 * {@code sendAndReceive}, several by {@code requestAsync}.
 *
 * @since 0.1.0
 */
public final class RequestTemplatePeer {

	private RequestTemplatePeer() {
	}

	/**
	 * Send requests.
	 * @param args contestant, the server's public key, endpoint, size of a message
	 */
	public static void main(String[] args) {
		byte[] payload = new byte[Integer.parseInt(args[3])];
		try (ConfigurableApplicationContext context = StarterContext.client(Contestant.of(args[0]).provider(), "dealer",
				args[2], args[1])) {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			Turns.announce("connects");
			Turns.each((numbers) -> Latencies.run((int) numbers[0], numbers[1],
					(done) -> request(template, payload, numbers[0] == 1, done)));
		}
	}

	private static void request(ZmqTemplate template, byte[] payload, boolean blocking, Runnable done) {
		if (blocking) {
			template.sendAndReceive("client", payload, byte[].class);
			done.run();
		}
		else {
			CompletionStage<byte[]> reply = template.requestAsync("client", payload, byte[].class);
			reply.whenComplete((value, failure) -> {
				if (failure != null) {
					failure.printStackTrace();
					Runtime.getRuntime().halt(1);
				}
				done.run();
			});
		}
	}

}
