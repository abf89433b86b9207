// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * The topics that a socket subscribes to beyond its settings. ZeroMQ is told once of a
 * topic, however many subscribe to it, and not of what was taken back meanwhile.
 * Thread-safe, but for what is applied to a socket, which is for its owner.
 */
class Subscriptions {

	private static final byte CANCEL = 0;

	private static final byte SUBSCRIBE = 1;

	private final ReentrantLock lock = new ReentrantLock();

	/** How many subscribe to each topic. */
	private final SortedMap<byte[], Integer> topics = new TreeMap<>(Arrays::compare);

	/** What the socket was not told yet. */
	private final SortedMap<byte[], Byte> changes = new TreeMap<>(Arrays::compare);

	/** Whether its owner was asked to apply the changes. */
	private boolean announced;

	/**
	 * Subscribe to a topic.
	 * @return whether the owner is to be asked to apply the changes
	 */
	boolean add(byte[] topic) {
		this.lock.lock();
		try {
			return this.topics.merge(topic, 1, Integer::sum) == 1 && change(topic, SUBSCRIBE);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Take back one subscription to a topic.
	 * @return whether the owner is to be asked to apply the changes
	 */
	boolean remove(byte[] topic) {
		this.lock.lock();
		try {
			return this.topics.containsKey(topic)
					&& this.topics.computeIfPresent(topic, (same, count) -> (count > 1) ? count - 1 : null) == null
					&& change(topic, CANCEL);
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean change(byte[] topic, byte command) {
		if (this.changes.remove(topic) == null) {
			this.changes.put(topic, command);
		}
		boolean first = !this.announced;
		this.announced = true;
		return first;
	}

	/**
	 * Subscribe a socket that was just opened to all topics.
	 */
	void applyTo(ZMQ.Socket socket) {
		List<byte[]> all;
		this.lock.lock();
		try {
			all = new ArrayList<>(this.topics.keySet());
			this.changes.clear();
			this.announced = false;
		}
		finally {
			this.lock.unlock();
		}
		all.forEach((topic) -> apply(socket, topic, SUBSCRIBE));
	}

	/**
	 * Tell a socket what has changed since it was opened.
	 */
	void applyChangesTo(ZMQ.Socket socket) {
		SortedMap<byte[], Byte> taken;
		this.lock.lock();
		try {
			taken = new TreeMap<>(this.changes);
			this.changes.clear();
			this.announced = false;
		}
		finally {
			this.lock.unlock();
		}
		taken.forEach((topic, command) -> apply(socket, topic, command));
	}

	private static void apply(ZMQ.Socket socket, byte[] topic, byte command) {
		if (socket.getSocketType() == SocketType.XSUB) {
			byte[] frame = new byte[topic.length + 1];
			frame[0] = command;
			System.arraycopy(topic, 0, frame, 1, topic.length);
			socket.send(frame);
		}
		else if (command == SUBSCRIBE) {
			socket.subscribe(topic);
		}
		else {
			socket.unsubscribe(topic);
		}
	}

}
