// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/**
 * What became of the messages of one socket. Thread-safe.
 *
 * @since 0.1.0
 */
public class MessageStatistics {

	private final LongAdder sent = new LongAdder();

	private final LongAdder sentBytes = new LongAdder();

	private final LongAdder received = new LongAdder();

	private final LongAdder receivedBytes = new LongAdder();

	private final LongAdder missed = new LongAdder();

	private final Map<MessageDirection, Map<DropReason, LongAdder>> dropped = new EnumMap<>(MessageDirection.class);

	MessageStatistics() {
		for (MessageDirection direction : MessageDirection.values()) {
			Map<DropReason, LongAdder> counts = new EnumMap<>(DropReason.class);
			for (DropReason reason : DropReason.values()) {
				counts.put(reason, new LongAdder());
			}
			this.dropped.put(direction, counts);
		}
	}

	/**
	 * Return how many messages JeroMQ took.
	 * @return the number since start-up
	 */
	public long getSent() {
		return this.sent.sum();
	}

	/**
	 * Return the size of the messages that JeroMQ took.
	 * @return bytes of all frames since start-up
	 */
	public long getSentBytes() {
		return this.sentBytes.sum();
	}

	/**
	 * Return how many messages were received and handed to the handler.
	 * @return the number since start-up
	 */
	public long getReceived() {
		return this.received.sum();
	}

	/**
	 * Return the size of the messages that were received.
	 * @return bytes of all frames since start-up
	 */
	public long getReceivedBytes() {
		return this.receivedBytes.sum();
	}

	/**
	 * Return how many messages were dropped for a reason.
	 * @param reason the reason
	 * @return the number since start-up
	 */
	public long getDropped(DropReason reason) {
		return getDropped(MessageDirection.INBOUND, reason) + getDropped(MessageDirection.OUTBOUND, reason);
	}

	/**
	 * Return how many messages that went one way were dropped for a reason.
	 * @param direction which way they went
	 * @param reason the reason
	 * @return the number since start-up
	 */
	public long getDropped(MessageDirection direction, DropReason reason) {
		return counter(direction, reason).sum();
	}

	/**
	 * Return how many messages of publishers never arrived, as the gaps in their sequence
	 * numbers tell.
	 * @return the number since start-up
	 */
	public long getMissed() {
		return this.missed.sum();
	}

	void sent(ZmqMessage message) {
		this.sent.increment();
		this.sentBytes.add(message.size());
	}

	void received(ZmqMessage message) {
		this.received.increment();
		this.receivedBytes.add(message.size());
	}

	/**
	 * Count messages that were not delivered. For the listeners of the socket.
	 * @param reason why they were not
	 * @param messages how many
	 */
	public void dropped(DropReason reason, long messages) {
		dropped(reason.usual(), reason, messages);
	}

	void dropped(MessageDirection direction, DropReason reason, long messages) {
		counter(direction, reason).add(messages);
	}

	private LongAdder counter(MessageDirection direction, DropReason reason) {
		return Objects.requireNonNull(Objects.requireNonNull(this.dropped.get(direction)).get(reason));
	}

	/**
	 * Count messages that a gap in sequence numbers reveals. For the listeners of the
	 * socket.
	 * @param messages how many
	 */
	public void missed(long messages) {
		this.missed.add(messages);
	}

}
