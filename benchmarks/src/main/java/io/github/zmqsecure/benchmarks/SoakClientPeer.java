// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.template.ZmqTemplate;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * A client with the template that sends at a rate. Each message bears the time when it
 * was sent.
 *
 * @since 0.1.0
 */
public final class SoakClientPeer {

	private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

	private SoakClientPeer() {
	}

	/**
	 * Send.
	 * @param args contestant, the server's public key, endpoint, size of a message
	 */
	public static void main(String[] args) {
		int size = Integer.parseInt(args[3]);
		try (ConfigurableApplicationContext context = StarterContext.client(Contestant.of(args[0]).provider(), "push",
				args[2], args[1])) {
			ZmqTemplate template = context.getBean(ZmqTemplate.class);
			Turns.announce("connects");
			Turns.each((numbers) -> send(template, size, numbers[0], numbers[1]));
		}
	}

	private static String send(ZmqTemplate template, int size, long millis, long rate) {
		long begin = System.nanoTime();
		long sent = 0;
		long failed = 0;
		for (long now = begin; now - begin < millis * NANOS / 1000; now = System.nanoTime()) {
			long due = begin + sent * NANOS / rate;
			LockSupport.parkNanos(due - now);
			try {
				template.send("client", ByteBuffer.allocate(size).putLong(Math.max(due, now)).array());
			}
			catch (ZmqSecureException ex) {
				failed++;
			}
			sent++;
		}
		return sent + " " + failed;
	}

}
