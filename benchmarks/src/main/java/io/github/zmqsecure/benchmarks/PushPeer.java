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
 * The sending process: sends as fast as it can until it is ended.
 *
 * @since 0.1.0
 */
public final class PushPeer {

	private PushPeer() {
	}

	/**
	 * Send.
	 * @param args contestant, endpoint, size of a message, the server's public key
	 */
	public static void main(String[] args) {
		byte[] payload = new byte[Integer.parseInt(args[2])];
		try (PeerSocket peer = PeerSocket.client(args[0], args[1], args[3])) {
			ZMQ.Socket socket = peer.socket();
			boolean sent = true;
			while (sent) {
				sent = socket.send(payload);
			}
		}
	}

}
