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

import org.zeromq.ZMQ;

/**
 * The receiving process: prints its endpoint, then the messages per second of each
 * measurement.
 *
 * @since 0.1.0
 */
public final class PullPeer {

	private static final double NANOS = 1e9;

	private PullPeer() {
	}

	/**
	 * Receive.
	 * @param args contestant, milliseconds of warm-up, milliseconds of a measurement, the
	 * secret key, how many measurements
	 */
	public static void main(String[] args) {
		long warmUp = Long.parseLong(args[1]) * 1_000_000;
		long measurement = Long.parseLong(args[2]) * 1_000_000;
		try (PeerSocket peer = PeerSocket.server(args[0], args[3])) {
			ZMQ.Socket socket = peer.socket();
			System.out.println(PeerProcesses.MARK + socket.getLastEndpoint());
			socket.recv();
			rate(socket, warmUp);
			for (int i = 0; i < Integer.parseInt(args[4]); i++) {
				System.out.println(PeerProcesses.MARK + rate(socket, measurement));
			}
		}
	}

	private static double rate(ZMQ.Socket socket, long nanos) {
		long begin = System.nanoTime();
		long elapsed = 0;
		long count = 0;
		while (elapsed < nanos) {
			socket.recv();
			count++;
			elapsed = System.nanoTime() - begin;
		}
		return count * NANOS / elapsed;
	}

}
