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

import java.time.Duration;

import io.github.zmqsecure.socket.SocketOption;
import io.github.zmqsecure.socket.SocketSettings;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;

import org.springframework.util.Assert;

/**
 * Puts messages into the outbound queue of a socket, or does with them what its overflow
 * policy says. Thread-safe.
 */
class Outbox {

	private final SocketSettings settings;

	private final Overflow overflow;

	private final OutboundQueue queue;

	private final MessageStatistics statistics;

	Outbox(SocketSettings settings, Overflow overflow, OutboundQueue queue, MessageStatistics statistics) {
		this.settings = settings;
		this.overflow = overflow;
		this.queue = queue;
		this.statistics = statistics;
	}

	/**
	 * Put in a message.
	 * @param message the message
	 * @param owner the owner of the socket, {@code null} if there is none
	 * @return whether it was put in, rather than dropped and counted
	 */
	boolean put(ZmqMessage message, @Nullable SocketEventLoop owner) {
		check(message);
		if (!enqueue(message, owner)) {
			if (!this.queue.isOpen()) {
				throw new SocketClosedException(this.settings.name());
			}
			this.statistics.dropped(DropReason.QUEUE_FULL, 1);
			if (this.overflow != Overflow.DROP_NEWEST) {
				throw new QueueFullException(this.settings.name(), this.queue.capacity());
			}
			return false;
		}
		if (owner != null) {
			owner.messageAdded();
		}
		return true;
	}

	private boolean enqueue(ZmqMessage message, @Nullable SocketEventLoop owner) {
		if (this.queue.offer(message)) {
			return true;
		}
		boolean onOwnerThread = owner != null && owner.isCurrentThread();
		if (this.overflow != Overflow.BLOCK || !this.queue.isOpen() || onOwnerThread) {
			return false;
		}
		try {
			return this.queue.offer(message,
					this.settings.options().getRequired(SocketOption.SND_TIMEO, Duration.class));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new SocketClosedException(this.settings.name());
		}
	}

	private void check(ZmqMessage message) {
		SocketType type = this.settings.type();
		Assert.state(SocketTraits.canSend(type),
				() -> "Socket '" + this.settings.name() + "' is a " + type + " and can't send");
		Assert.isTrue(type != SocketType.ROUTER || message.frames().size() > 1,
				() -> "A message for ROUTER socket '" + this.settings.name()
						+ "' needs the routing id of a peer as its first frame, and at least one frame more");
	}

}
