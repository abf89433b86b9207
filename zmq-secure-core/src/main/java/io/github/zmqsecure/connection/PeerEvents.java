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
