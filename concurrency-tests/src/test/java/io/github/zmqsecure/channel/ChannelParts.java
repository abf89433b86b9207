// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.util.List;
import java.util.function.Consumer;

import io.github.zmqsecure.memory.ByteAccount;
import io.github.zmqsecure.socket.ResolveMode;
import io.github.zmqsecure.socket.SocketOptions;
import io.github.zmqsecure.socket.SocketSecurity;
import io.github.zmqsecure.socket.SocketSettings;
import org.zeromq.SocketType;

/**
 * The parts of a managed socket that others build on, without ZeroMQ.
 */
public final class ChannelParts {

	/** The settings of a DEALER. */
	public static final SocketSettings SETTINGS = new SocketSettings("test", SocketType.DEALER, List.of(),
			List.of("tcp://127.0.0.1:1"), List.of(), ResolveMode.FIRST, SocketSecurity.none(),
			SocketOptions.SECURE_DEFAULTS);

	private final MessageStatistics statistics = new MessageStatistics();

	private final OutboundQueue queue = new OutboundQueue(3, new ByteAccount(1000), this.statistics, () -> {
	});

	private final InboundDispatch inbound = new InboundDispatch(SETTINGS, this.statistics, new EventLoopReference());

	public ChannelParts() {
		this.queue.open();
		this.inbound.setHandler((message) -> {
		});
	}

	/**
	 * Return what holds the socket back.
	 */
	public InboundDispatch inbound() {
		return this.inbound;
	}

	/**
	 * Return whether the owner would receive.
	 */
	public boolean isReceiving() {
		return this.inbound.isOpen();
	}

	/**
	 * Put a message into the queue.
	 */
	public void offer(ZmqMessage message, Consumer<QueuedMessage> accepted) {
		if (this.queue.reserve(0)) {
			this.queue.add(message, 0, accepted);
		}
	}

	/**
	 * Send a message, as the owner does.
	 * @return whether there was one
	 */
	public boolean send() {
		QueuedMessage queued = this.queue.take();
		if (queued == null) {
			return false;
		}
		queued.message();
		this.queue.remove();
		this.queue.release(1);
		return true;
	}

	/**
	 * Return how many places of the queue are taken.
	 */
	public int depth() {
		return this.queue.size();
	}

}
