// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import io.github.zmqsecure.auth.VerdictProperty;
import io.github.zmqsecure.connection.SocketConnections;
import io.github.zmqsecure.jeromq.OwnedSocket;
import io.github.zmqsecure.jeromq.PipeDepth;
import io.github.zmqsecure.socket.Mechanism;
import io.github.zmqsecure.socket.SocketSettings;
import io.github.zmqsecure.socket.SocketTraits;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;

/**
 * Moves messages in batches between the outbound queue, a ZeroMQ socket and those who
 * take what it receives. For the owner thread only, but for
 * {@link #connectionsChanged()}.
 */
class MessagePump {

	private static final int BATCH = 256;

	private static final ZmqMessage EMPTY = ZmqMessage.of(new byte[0]);

	private final SocketSettings settings;

	private final SocketConnections connections;

	private final OutboundQueue queue;

	private final OwnedSocket socket;

	private final MessageStatistics statistics;

	private final InboundDispatch inbound;

	private final OwedReply owedReply;

	private final MessageWriter writer;

	private final MessageReader reader;

	private final ConnectionLosses losses;

	private final boolean awaitsPeer;

	private final boolean replies;

	private final boolean readsAhead;

	/** The request that a REP has to reply to before it may receive again. */
	private @Nullable ReplyTurn turn;

	/** Whether JeroMQ has no room for the message at the head of the queue. */
	private boolean blocked;

	/** Whether it has none since there is no memory for the message. */
	private boolean withoutMemory;

	MessagePump(SocketSettings settings, OwnedSocket socket, SocketConnections connections, VerdictProperty verdicts,
			OutboundQueue queue, MessageStatistics statistics, InboundDispatch inbound, OwedReply owedReply) {
		this.settings = settings;
		this.socket = socket;
		this.connections = connections;
		this.queue = queue;
		this.statistics = statistics;
		this.inbound = inbound;
		this.owedReply = owedReply;
		SocketType type = settings.type();
		this.writer = new MessageWriter(socket, type, connections);
		this.reader = new MessageReader(socket, settings, verdicts, statistics);
		this.losses = new ConnectionLosses(settings, socket, statistics);
		this.awaitsPeer = settings.security().mechanism() == Mechanism.CURVE && !settings.hasInproc()
				&& SocketTraits.awaitsPeer(type);
		this.replies = type == SocketType.REP;
		this.readsAhead = SocketTraits.beginsToRead(type);
	}

	/**
	 * Return what closes the socket once no messages are moved any more.
	 */
	SocketCloser closer() {
		return new SocketCloser(this.settings, this.queue, this.statistics, this, this.socket.socket());
	}

	/**
	 * Whether somebody takes what is received.
	 */
	boolean isReceiving() {
		return this.inbound.isOpen();
	}

	boolean isBlocked() {
		return this.blocked;
	}

	/**
	 * Whether JeroMQ tells when the message at the head of the queue may be sent.
	 */
	boolean isSignalled() {
		return SocketTraits.signalsRoom(this.settings.type()) && !this.withoutMemory;
	}

	/**
	 * Take note that a connection came or went. May be called by any thread, which then
	 * wakes the owner.
	 */
	void connectionsChanged() {
		this.losses.connectionsChanged();
	}

	/**
	 * Return how long the owner may sleep.
	 * @return the time in milliseconds, -1 without limit
	 */
	int longestSleep() {
		return this.losses.longestSleep();
	}

	/**
	 * Take note of what happened to the connections.
	 */
	void update() {
		this.socket.processCommands();
		if (this.losses.update()) {
			this.inbound.connectionsEnded(this.socket::hasEnded);
		}
	}

	/**
	 * Whether messages may leave the queue at this moment.
	 */
	boolean isSendable() {
		return !this.awaitsPeer || this.connections.isConnected();
	}

	/**
	 * Whether a REP is to reply with an empty frame, since there will be no other reply.
	 */
	boolean owesEmptyReply() {
		return this.turn != null && this.turn.isDeclined();
	}

	/**
	 * Send a batch.
	 * @return how many messages left the queue
	 */
	int send() {
		this.blocked = false;
		this.withoutMemory = false;
		if (owesEmptyReply()) {
			replyEmpty();
		}
		int removed = 0;
		QueuedMessage queued;
		while (removed < BATCH && isSendable() && (queued = this.queue.take()) != null) {
			MessageWriter.Result result = write(queued);
			if (result.blocked()) {
				this.blocked = true;
				this.withoutMemory = result.withoutMemory();
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
	 * Receive a batch, which ends early when a handler on the owner has filled the queue
	 * with large replies: it can't wait for room.
	 * @return how many messages were received
	 */
	int receive() {
		InboundDispatch.Takers takers = this.inbound.takers();
		int received = 0;
		while (received < BATCH && this.turn == null && takers.areReady()) {
			MessageReader.Result result = this.reader.read();
			if (!result.any()) {
				break;
			}
			received++;
			dispatch(takers, result);
			if (this.queue.isHeavy()) {
				break;
			}
		}
		return received;
	}

	/**
	 * Read what JeroMQ may have begun to read when it was asked whether there is
	 * anything, and see the end of connections that brought nothing more.
	 */
	void readAhead() {
		if (this.readsAhead && this.turn == null) {
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
	 * Count what JeroMQ received and nobody has taken.
	 */
	long untaken() {
		return PipeDepth.inbound(this.socket.socket()) + this.reader.untaken();
	}

	/**
	 * Count what connections took with them that ended.
	 */
	void reconcile() {
		this.losses.reconcile(true);
	}

	/**
	 * A message with which JeroMQ fails is not tried again, since it would also end the
	 * next owner. The reply to a request of a former owner would be given to another's.
	 */
	@SuppressWarnings("ReferenceEquality")
	private MessageWriter.Result write(QueuedMessage queued) {
		if (queued.turn() != this.turn) {
			return MessageWriter.Result.dropped(DropReason.NO_REQUEST);
		}
		try {
			MessageWriter.Result result = this.writer.write(queued.message());
			this.turn = (result.blocked()) ? this.turn : null;
			return result;
		}
		catch (RuntimeException | Error ex) {
			this.queue.remove();
			this.statistics.dropped(DropReason.SEND_FAILED, 1);
			this.queue.release(1);
			throw ex;
		}
	}

	private void written(ZmqMessage message, @Nullable DropReason dropped) {
		if (dropped != null) {
			this.statistics.dropped(dropped, 1);
		}
		else {
			this.statistics.sent(message);
			this.losses.given(message);
		}
		this.losses.reconcileIfOutdated();
	}

	private void dispatch(InboundDispatch.Takers takers, MessageReader.Result result) {
		ZmqMessage message = result.message();
		if (message == null) {
			if (this.replies) {
				replyEmpty();
			}
			return;
		}
		this.statistics.received(message);
		if (this.replies) {
			this.turn = this.owedReply.owe(message);
		}
		boolean taken = takers.accept(message, result.route());
		if (!taken && this.owedReply.take(message) != null) {
			replyEmpty();
		}
	}

	/**
	 * JeroMQ always has room for that.
	 */
	private void replyEmpty() {
		this.turn = null;
		written(EMPTY, this.writer.write(EMPTY).dropped());
	}

}
