// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.time.Duration;
import java.util.function.ToLongFunction;

import io.github.zmqsecure.jeromq.PipeDepth;
import io.github.zmqsecure.socket.SocketOption;
import io.github.zmqsecure.socket.SocketSettings;
import io.github.zmqsecure.socket.SocketTraits;
import org.zeromq.ZMQ;

/**
 * How full the queues of a {@link ManagedSocket} are. What only its owner can see, the
 * owner is asked for. Thread-safe.
 *
 * @since 0.1.0
 */
public final class SocketGauges {

	private static final Duration PATIENCE = Duration.ofMillis(200);

	private final OutboundQueue queue;

	private final EventLoopReference loop;

	private final int highWaterMark;

	SocketGauges(OutboundQueue queue, EventLoopReference loop, SocketSettings settings) {
		this.queue = queue;
		this.loop = loop;
		this.highWaterMark = settings.options().getRequired(SocketOption.SND_HWM, Integer.class);
	}

	/**
	 * Return how many messages wait in the outbound queue. Exact.
	 * @return the number of messages
	 */
	public int getQueueDepth() {
		return this.queue.size();
	}

	/**
	 * Return how many messages the outbound queue can hold.
	 * @return the number of messages
	 */
	public int getQueueCapacity() {
		return this.queue.capacity();
	}

	/**
	 * Return how long the message at the head of the outbound queue has waited.
	 * @return the age, zero if the queue is empty
	 */
	public Duration getOldestAge() {
		return this.queue.oldestAge();
	}

	/**
	 * Return how long the outbound queue has been full without a message leaving it.
	 * @return the time, zero if there is room
	 */
	public Duration getFullFor() {
		return this.queue.fullFor();
	}

	/**
	 * Estimate how many messages JeroMQ took from the queue and has not sent yet.
	 * @return the number of messages, -1 if the owner is too busy to count
	 */
	public long getPipeDepthOutbound() {
		return measure((socket) -> SocketTraits.sendsMessages(socket.getSocketType()) ? PipeDepth.outbound(socket) : 0);
	}

	/**
	 * Estimate how many messages JeroMQ received and nobody has taken yet.
	 * @return the number of messages, -1 if the owner is too busy to count
	 */
	public long getPipeDepthInbound() {
		return measure((socket) -> PipeDepth.inbound(socket) + this.loop.readAhead());
	}

	/**
	 * Estimate how many peers are slow: at least half as many messages wait for them as
	 * {@code snd-hwm} allows, beyond which PUB and XPUB drop.
	 * @return the number of peers, -1 if the owner is too busy to count
	 */
	public long getSlowPeers() {
		return measure((socket) -> PipeDepth.peersAbove(socket, Math.max(1, this.highWaterMark / 2)));
	}

	private long measure(ToLongFunction<ZMQ.Socket> measure) {
		return (this.loop.isAlive() && this.queue.isOpen())
				? this.loop.ask((open) -> measure.applyAsLong(open.socket()), PATIENCE, -1L) : 0;
	}

}
