// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.sample;

import java.util.List;

/**
 * Gives a sample ports that nobody listens on.
 */
final class Ports {

	private Ports() {
	}

	static int free() {
		return io.github.zmqsecure.support.Ports.free();
	}

	/**
	 * Return arguments that give a sample ports of its own, and have it send nothing by
	 * itself.
	 */
	static List<String> arguments() {
		return List.of("--zmq.sample.orders-endpoint=tcp://127.0.0.1:" + free(),
				"--zmq.sample.prices-endpoint=tcp://127.0.0.1:" + free(), "--zmq.sample.order-every=1h",
				"--zmq.sample.price-every=100ms", "--zmq.sample.knock-patience=60s",
				"--zmq.secure.limits.handshake-timeout=60s");
	}

}
