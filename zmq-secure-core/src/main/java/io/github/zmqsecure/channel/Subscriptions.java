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

package io.github.zmqsecure.channel;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * The topics that a socket subscribes to beyond its settings.
 */
class Subscriptions {

	private static final byte CANCEL = 0;

	private static final byte SUBSCRIBE = 1;

	private final List<String> topics = new CopyOnWriteArrayList<>();

	void add(String topic) {
		this.topics.add(topic);
	}

	boolean remove(String topic) {
		return this.topics.remove(topic);
	}

	void applyTo(ZMQ.Socket socket) {
		this.topics.forEach((topic) -> subscribe(socket, topic));
	}

	/** For the owner only. */
	static void subscribe(ZMQ.Socket socket, String topic) {
		if (socket.getSocketType() == SocketType.XSUB) {
			socket.send(frame(SUBSCRIBE, topic));
			return;
		}
		socket.subscribe(topic);
	}

	/** For the owner only. */
	static void unsubscribe(ZMQ.Socket socket, String topic) {
		if (socket.getSocketType() == SocketType.XSUB) {
			socket.send(frame(CANCEL, topic));
			return;
		}
		socket.unsubscribe(topic);
	}

	private static byte[] frame(byte command, String topic) {
		byte[] prefix = topic.getBytes(StandardCharsets.UTF_8);
		byte[] frame = new byte[prefix.length + 1];
		frame[0] = command;
		System.arraycopy(prefix, 0, frame, 1, prefix.length);
		return frame;
	}

}
