// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Tells subscribers what happens to the connections of peers, each on a thread of its
 * own, so that none holds up another or a connection. Thread-safe.
 *
 * @since 0.1.0
 */
public class PeerEvents implements AutoCloseable {

	private final List<PeerEventQueue> queues = new CopyOnWriteArrayList<>();

	/**
	 * Tell a subscriber from now on.
	 * @param thread the name of the thread on which it is told
	 * @param subscriber the subscriber, which may block or throw
	 */
	public void subscribe(String thread, Consumer<? super ZmqPeerEvent> subscriber) {
		this.queues.add(new PeerEventQueue(thread, subscriber));
	}

	void publish(ZmqPeerEvent event) {
		this.queues.forEach((queue) -> queue.add(event));
	}

	/**
	 * Tell nobody any more.
	 */
	@Override
	public void close() {
		this.queues.forEach(PeerEventQueue::close);
	}

}
