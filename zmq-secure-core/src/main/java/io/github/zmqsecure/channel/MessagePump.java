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

import io.github.zmqsecure.RateLimitedLog;
import io.github.zmqsecure.jeromq.OwnedSocket;
import io.github.zmqsecure.jeromq.PipeDepth;
import io.github.zmqsecure.jeromq.PipeLedger;
import io.github.zmqsecure.jeromq.SocketFlow;
import io.github.zmqsecure.socket.SocketOption;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;

/**
 * Moves messages in batches between the outbound queue, a ZeroMQ socket and those who
 * take what it receives. For the owner thread only, but for
 * {@link #connectionsChanged()}.
 */
class MessagePump {

	private static final RateLimitedLog log = new RateLimitedLog(LogFactory.getLog(MessagePump.class),
			Duration.ofSeconds(1));

	private static final int BATCH = 256;

	private static final ZmqMessage EMPTY = ZmqMessage.of(new byte[0]);

	/** How soon after a connection ended JeroMQ gives its messages up. */
	private static final long SETTLING_NANOS = Duration.ofSeconds(1).toNanos();

	private static final int SETTLING_MILLIS = 50;

	private final SocketWork work;

	private final OutboundQueue queue;

	private final OwnedSocket socket;

	private final MessageWriter writer;

	private final MessageReader reader;

	private final PipeLedger ledger;

	private final boolean replies;

	private final boolean readsAhead;

	/** Whether a REP has to reply before it may receive again. */
	private boolean replying;

	/** Whether JeroMQ has no room for the message at the head of the queue. */
	private boolean blocked;

	/** Whether it has none since there is no memory for the message. */
	private boolean withoutMemory;

	/** Whether connections may be about to end. */
	private boolean unsettled;

	private long settledAt;

	private volatile boolean changed = true;

	MessagePump(SocketWork work, OwnedSocket socket) {
		this.work = work;
		this.queue = work.getQueue();
		this.socket = socket;
		SocketType type = work.getSettings().type();
		this.writer = new MessageWriter(socket, type, work.getConnections());
		this.reader = work.readerFor(socket);
		this.replies = type == SocketType.REP;
		this.readsAhead = SocketTraits.beginsToRead(type);
		this.ledger = new PipeLedger(socket.socket(), hasProbes(work));
	}

	boolean isBlocked() {
		return this.blocked;
	}

	/**
	 * Whether nobody tells when the message at the head of the queue may be sent.
	 */
	boolean isWithoutMemory() {
		return this.withoutMemory;
	}

	/**
	 * Take note that a connection came or went. May be called by any thread, which then
	 * wakes the owner.
	 */
	void connectionsChanged() {
		this.changed = true;
	}

	/**
	 * Return how long the owner may sleep.
	 * @return the time in milliseconds, -1 without limit
	 */
	int longestSleep() {
		return (this.unsettled || this.changed) ? SETTLING_MILLIS : -1;
	}

	/**
	 * Take note of what happened to the connections.
	 */
	void update() {
		this.socket.processCommands();
		if (this.changed) {
			this.changed = false;
			this.unsettled = true;
			this.settledAt = System.nanoTime() + SETTLING_NANOS;
		}
		if (this.unsettled || this.ledger.isOutdated()) {
			reconcile();
			this.unsettled = System.nanoTime() - this.settledAt < 0 || this.socket.hasEndingConnections();
		}
	}

	/**
	 * Send a batch.
	 * @return how many messages left the queue
	 */
	int send() {
		this.blocked = false;
		this.withoutMemory = false;
		int removed = 0;
		QueuedMessage queued;
		while (removed < BATCH && this.work.isSendable() && (queued = this.queue.take()) != null) {
			MessageWriter.Result result = write(queued.message());
			if (result.blocked()) {
				this.blocked = true;
				this.queue.putBack(queued);
				break;
			}
			queued.setRoute(this.socket.sentTo());
			this.queue.remove();
			written(queued.message(), result.dropped());
			removed++;
		}
		this.queue.release(removed);
		return removed;
	}

	/**
	 * Receive a batch.
	 * @return how many messages were received
	 */
	int receive() {
		InboundDispatch.Takers takers = this.work.getIntake().takers();
		int received = 0;
		while (received < BATCH && !this.replying && takers.areReady()) {
			MessageReader.Result result = this.reader.read();
			if (!result.any()) {
				break;
			}
			received++;
			dispatch(takers, result);
		}
		return received;
	}

	/**
	 * Read what JeroMQ may have begun to read when it was asked whether there is
	 * anything, and see the end of connections that brought nothing more.
	 */
	void readAhead() {
		if (this.readsAhead && !this.replying) {
			this.reader.readAhead();
		}
	}

	/**
	 * Count what was read that nobody has taken.
	 */
	int ahead() {
		return this.reader.untaken();
	}

	/**
	 * Count what JeroMQ took and the network has not. What a socket that only receives
	 * writes is subscriptions, and no messages.
	 */
	long unsent() {
		return SocketTraits.canSend(this.work.getSettings().type()) ? PipeDepth.unwritten(this.socket.socket()) : 0;
	}

	/**
	 * Count what JeroMQ received and nobody has taken.
	 */
	long untaken() {
		return PipeDepth.inbound(this.socket.socket()) + this.reader.untaken();
	}

	/**
	 * Count what connections took with them that ended.
	 */
	void reconcile() {
		PipeLedger.Losses losses = this.ledger.reconcile();
		if (losses.any()) {
			this.work.getStatistics().dropped(MessageDirection.OUTBOUND, DropReason.PEER_GONE, losses.unsent());
			this.work.getStatistics().dropped(MessageDirection.INBOUND, DropReason.PEER_GONE, losses.unread());
			log.warn("A peer of socket '" + this.work.getName() + "' left or refuses it now: " + losses.unsent()
					+ " messages that waited for it and " + losses.unread() + " of its own are lost (peer_gone)");
		}
	}

	/**
	 * A message with which JeroMQ fails is not tried again, since it would also end the
	 * next owner.
	 */
	private MessageWriter.Result write(ZmqMessage message) {
		try {
			SocketFlow.Admission admission = admit(message);
			this.withoutMemory = admission == SocketFlow.Admission.NO_ROOM;
			return switch (admission) {
				case ADMITTED -> writeAdmitted(message);
				case NO_ROOM -> MessageWriter.Result.BLOCKED;
				case PEER_FULL -> MessageWriter.Result.dropped(DropReason.PEER_FULL);
			};
		}
		catch (RuntimeException | Error ex) {
			this.queue.remove();
			this.work.getStatistics().dropped(DropReason.SEND_FAILED, 1);
			this.queue.release(1);
			throw ex;
		}
	}

	private MessageWriter.Result writeAdmitted(ZmqMessage message) {
		MessageWriter.Result result = this.writer.write(message);
		SocketFlow flow = this.work.getConnections().getFlow();
		this.withoutMemory = result.blocked() && flow != null && flow.isLimited();
		return result;
	}

	private SocketFlow.Admission admit(ZmqMessage message) {
		SocketFlow flow = this.work.getConnections().getFlow();
		return (flow != null) ? flow.admit(message.frame(0), message.size()) : SocketFlow.Admission.ADMITTED;
	}

	private void written(ZmqMessage message, @Nullable DropReason dropped) {
		if (dropped != null) {
			this.work.getStatistics().dropped(dropped, 1);
		}
		else {
			this.work.getStatistics().sent(message);
			this.ledger.given();
		}
		if (this.ledger.isOutdated()) {
			reconcile();
		}
		this.replying &= dropped == DropReason.NO_REQUEST;
	}

	private void dispatch(InboundDispatch.Takers takers, MessageReader.Result result) {
		ZmqMessage message = result.message();
		if (message == null) {
			if (this.replies) {
				this.writer.write(EMPTY);
			}
			return;
		}
		this.work.getStatistics().received(message);
		if (this.replies) {
			this.replying = true;
			this.work.getOwedReply().owe(message);
		}
		boolean taken = takers.accept(message, result.route());
		if (!taken && this.work.getOwedReply().take(message)) {
			this.writer.write(EMPTY);
			this.replying = false;
		}
	}

	private static boolean hasProbes(SocketWork work) {
		return SocketOption.PROBE_ROUTER.appliesTo(work.getSettings().type())
				&& Boolean.TRUE.equals(work.getSettings().options().get(SocketOption.PROBE_ROUTER, Boolean.class));
	}

}
