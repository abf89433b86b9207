// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

/**
 * A place in the outbound queue of a {@link ManagedSocket} for a message that is made
 * only now, such as one that is numbered in the order of the queue. To be used or closed
 * at once, by one thread.
 *
 * @since 0.1.0
 */
public final class QueueSlot implements AutoCloseable {

	private final MessageSender sender;

	private final long bytes;

	private boolean used;

	QueueSlot(MessageSender sender, long bytes) {
		this.sender = sender;
		this.bytes = bytes;
	}

	/**
	 * Send a message in this place, without waiting.
	 * @param message the message, no larger than the draft that the place was reserved
	 * for
	 * @return the message in the queue
	 * @throws SocketClosedException if the socket was closed meanwhile
	 */
	public QueuedMessage send(ZmqMessage message) {
		this.used = true;
		return this.sender.add(message, this.bytes);
	}

	/**
	 * Give the place back unless it was used.
	 */
	@Override
	public void close() {
		if (!this.used) {
			this.used = true;
			this.sender.giveBack(this.bytes);
		}
	}

}
