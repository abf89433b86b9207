// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.MessageHandler;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.converter.ReceivedMessage;
import io.github.zmqsecure.converter.WireFormat;
import io.github.zmqsecure.socket.SocketTraits;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Hands the messages of one socket to its listeners: on SUB and XSUB to each whose topics
 * match, elsewhere to the only one.
 */
class TopicRouter implements MessageHandler {

	private final ManagedSocket socket;

	private final boolean subscriber;

	private final @Nullable SequenceTracker sequences;

	private final ReentrantLock lock = new ReentrantLock();

	private final List<Route> routes = new CopyOnWriteArrayList<>();

	TopicRouter(ManagedSocket socket) {
		this.socket = socket;
		this.subscriber = isSubscriber(socket);
		WireFormat layout = WireFormat.of(socket);
		this.sequences = (this.subscriber && layout.hasHeaders()) ? new SequenceTracker(socket, layout) : null;
	}

	static boolean isSubscriber(ManagedSocket socket) {
		return SocketTraits.subscribes(socket.getSettings().type());
	}

	void attach(ListenerDispatcher dispatcher, List<String> topics) {
		this.lock.lock();
		try {
			Assert.state(this.routes.isEmpty() || this.subscriber,
					() -> "Listener '" + dispatcher.id() + "' can't be started: socket '" + this.socket.getName()
							+ "' has a listener already, '" + this.routes.get(0).dispatcher().id()
							+ "'. Only SUB and XSUB sockets can have several at a time.");
			boolean first = this.routes.isEmpty();
			add(dispatcher, topics);
			if (first) {
				this.socket.setHandler(this);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Detach a listener. The last one takes all that was read for it: nothing is read
	 * after that.
	 * @param deadline how long to wait for a message that is being handed to it
	 */
	void detach(ListenerDispatcher dispatcher, long deadline) {
		boolean last;
		this.lock.lock();
		try {
			last = this.routes.size() == 1;
			if (last) {
				this.socket.setHandler(null);
			}
			else {
				remove(dispatcher);
			}
		}
		finally {
			this.lock.unlock();
		}
		this.socket.getInbound().awaitDispatched(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
		if (last) {
			removeLast(dispatcher);
		}
	}

	/**
	 * Another listener may have come meanwhile.
	 */
	private void removeLast(ListenerDispatcher dispatcher) {
		this.lock.lock();
		try {
			remove(dispatcher);
			if (!this.routes.isEmpty()) {
				this.socket.setHandler(this);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void remove(ListenerDispatcher dispatcher) {
		this.routes.removeIf((route) -> route.dispatcher() == dispatcher);
	}

	List<ListenerStatus> statuses() {
		return this.routes.stream().map((route) -> route.dispatcher().status()).toList();
	}

	private void add(ListenerDispatcher dispatcher, List<String> topics) {
		this.routes.add(
				new Route(dispatcher, topics.stream().map((topic) -> topic.getBytes(StandardCharsets.UTF_8)).toList()));
	}

	@Override
	public void handle(ZmqMessage message) {
		ReceivedMessage received = (this.sequences != null) ? this.sequences.received(message) : null;
		boolean taken = false;
		for (Route route : this.routes) {
			if (!this.subscriber || route.matches(message.frame(0))) {
				route.dispatcher().accept(message, received);
				taken = true;
			}
		}
		if (!taken) {
			this.socket.getStatistics().dropped(DropReason.NOT_HANDLED, 1);
			this.socket.replyEmpty(message);
		}
	}

	/**
	 * Where messages of some topics go.
	 *
	 * @param dispatcher takes the messages
	 * @param topics the prefixes, none for all messages
	 */
	private record Route(ListenerDispatcher dispatcher, List<byte[]> topics) {

		boolean matches(byte[] topic) {
			return this.topics.isEmpty() || this.topics.stream().anyMatch((prefix) -> isPrefix(prefix, topic));
		}

		private static boolean isPrefix(byte[] prefix, byte[] topic) {
			return topic.length >= prefix.length && Arrays.equals(prefix, 0, prefix.length, topic, 0, prefix.length);
		}

	}

}
