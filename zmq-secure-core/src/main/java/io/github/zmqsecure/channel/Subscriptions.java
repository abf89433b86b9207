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

import java.nio.ByteBuffer;
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

	private final List<ByteBuffer> topics = new CopyOnWriteArrayList<>();

	void add(byte[] topic) {
		this.topics.add(ByteBuffer.wrap(topic));
	}

	boolean remove(byte[] topic) {
		return this.topics.remove(ByteBuffer.wrap(topic));
	}

	void applyTo(ZMQ.Socket socket) {
		this.topics.forEach((topic) -> subscribe(socket, topic.array()));
	}

	/** For the owner only. */
	static void subscribe(ZMQ.Socket socket, byte[] topic) {
		if (socket.getSocketType() == SocketType.XSUB) {
			socket.send(frame(SUBSCRIBE, topic));
			return;
		}
		socket.subscribe(topic);
	}

	/** For the owner only. */
	static void unsubscribe(ZMQ.Socket socket, byte[] topic) {
		if (socket.getSocketType() == SocketType.XSUB) {
			socket.send(frame(CANCEL, topic));
			return;
		}
		socket.unsubscribe(topic);
	}

	private static byte[] frame(byte command, byte[] topic) {
		byte[] frame = new byte[topic.length + 1];
		frame[0] = command;
		System.arraycopy(topic, 0, frame, 1, topic.length);
		return frame;
	}

}
