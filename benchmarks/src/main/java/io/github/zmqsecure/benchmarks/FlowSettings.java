// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * What flows between two processes.
 *
 * @param pattern the types of the sockets
 * @param size the size of a message in bytes
 * @param clients how many processes connect
 * @param sockets how many sockets each of them has
 * @param ioThreads the I/O threads of each process
 * @param flags further options of the JVMs
 */
record FlowSettings(Pattern pattern, int size, int clients, int sockets, int ioThreads, List<String> flags) {

	private static final int MAX_QUEUED_BYTES = 8 * 1024 * 1024;

	static FlowSettings of(Pattern pattern, int size) {
		return new FlowSettings(pattern, size, 1, 1, 1, List.of());
	}

	FlowSettings withClients(int clients) {
		return new FlowSettings(this.pattern, this.size, clients, this.sockets, this.ioThreads, this.flags);
	}

	FlowSettings withSockets(int sockets) {
		return new FlowSettings(this.pattern, this.size, this.clients, sockets, this.ioThreads, this.flags);
	}

	FlowSettings withIoThreads(int ioThreads) {
		return new FlowSettings(this.pattern, this.size, this.clients, this.sockets, ioThreads, this.flags);
	}

	FlowSettings withFlags(List<String> flags) {
		return new FlowSettings(this.pattern, this.size, this.clients, this.sockets, this.ioThreads, flags);
	}

	/**
	 * Return the high-water mark: as shipped, but for large messages as few as are sent
	 * in a moment, so that nothing of one turn is left for the next.
	 * @return the messages that a queue may hold
	 */
	int highWaterMark() {
		return Math.min(1000, MAX_QUEUED_BYTES / this.size);
	}

	List<String> jvmOptions() {
		List<String> options = new ArrayList<>(List.of("-Dio-threads=" + this.ioThreads,
				"-Dhigh-water-mark=" + highWaterMark(), "-Dzmq.secure.context.io-threads=" + this.ioThreads,
				"-Dzmq.secure.defaults.snd-hwm=" + highWaterMark(),
				"-Dzmq.secure.defaults.rcv-hwm=" + highWaterMark()));
		options.addAll(this.flags);
		return options;
	}

	/**
	 * The types of the sockets.
	 */
	enum Pattern {

		/**
		 * Clients send.
		 */
		PUSH_PULL("pull", "push"),

		/**
		 * The server sends.
		 */
		PUB_SUB("pub", "sub"),

		/**
		 * Clients send requests, and the server sends them back.
		 */
		ROUTER_DEALER("router", "dealer");

		private final String server;

		private final String client;

		Pattern(String server, String client) {
			this.server = server;
			this.client = client;
		}

		String server() {
			return this.server;
		}

		String client() {
			return this.client;
		}

	}

}
