// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.util.List;

import io.github.zmqsecure.auth.AuthenticatedPeer;
import io.github.zmqsecure.connection.SocketConnections;
import io.github.zmqsecure.jeromq.OwnedSocket;
import io.github.zmqsecure.jeromq.RoutingIds;
import io.github.zmqsecure.jeromq.SocketFlow;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import zmq.Msg;
import zmq.ZError;

/**
 * Hands messages to JeroMQ without waiting. For the owner thread only.
 */
class MessageWriter {

	private final OwnedSocket socket;

	private final SocketType type;

	private final @Nullable SocketFlow flow;

	private final RoutingIds routingIds;

	MessageWriter(OwnedSocket socket, SocketType type, SocketConnections connections) {
		this.flow = connections.getFlow();
		this.routingIds = connections.getRoutingIds();
		this.socket = socket;
		this.type = type;
	}

	/**
	 * Write one message, if there is memory for it.
	 * @return what became of it
	 */
	Result write(ZmqMessage message) {
		SocketFlow flow = this.flow;
		if (flow == null) {
			return writeAdmitted(message);
		}
		return switch (flow.admit(message.frame(0), message.size())) {
			case ADMITTED -> {
				Result result = writeAdmitted(message);
				yield (result.blocked() && flow.isLimited()) ? Result.WITHOUT_MEMORY : result;
			}
			case NO_ROOM -> Result.WITHOUT_MEMORY;
			case PEER_FULL -> Result.dropped(withoutRoom(message));
		};
	}

	private Result writeAdmitted(ZmqMessage message) {
		List<byte[]> frames = message.frames();
		int last = frames.size() - 1;
		this.socket.processCommands();
		if (isForAnother(message)) {
			return Result.dropped(DropReason.UNROUTABLE);
		}
		boolean received = this.type != SocketType.REP || this.socket.hasReceiver();
		if (!this.socket.send(frame(frames.get(0)), last > 0)) {
			return failure(this.socket.errno(), message);
		}
		if (this.type == SocketType.ROUTER) {
			received = this.socket.hasReceiver();
		}
		for (int i = 1; i <= last; i++) {
			if (!this.socket.send(frame(frames.get(i)), i < last)) {
				return Result.dropped(DropReason.SEND_FAILED);
			}
		}
		return received ? Result.SENT : Result.dropped(withoutReceiver());
	}

	/**
	 * Whether the routing id belongs to another peer than the one that the message is
	 * for. The socket hears of no connection until the message is sent.
	 */
	private boolean isForAnother(ZmqMessage message) {
		AuthenticatedPeer peer = message.peer();
		return this.type == SocketType.ROUTER && peer != null && !this.routingIds.isOf(message.frame(0), peer.name());
	}

	private Msg frame(byte[] bytes) {
		return (this.flow != null) ? this.flow.frame(bytes) : new Msg(bytes);
	}

	/**
	 * JeroMQ drops what nobody receives, and says that it was sent.
	 */
	private DropReason withoutReceiver() {
		return (this.type == SocketType.REP) ? DropReason.PEER_GONE : DropReason.UNROUTABLE;
	}

	private Result failure(int errno, ZmqMessage message) {
		return switch (errno) {
			case ZError.EAGAIN ->
				(this.type == SocketType.ROUTER) ? Result.dropped(withoutRoom(message)) : Result.BLOCKED;
			case ZError.EFSM -> (this.type == SocketType.REQ) ? Result.BLOCKED : Result.dropped(DropReason.NO_REQUEST);
			case ZError.EHOSTUNREACH -> Result.dropped(DropReason.UNROUTABLE);
			default -> Result.dropped(DropReason.SEND_FAILED);
		};
	}

	private DropReason withoutRoom(ZmqMessage message) {
		return this.socket.isLeaving(message.frame(0)) ? DropReason.UNROUTABLE : DropReason.PEER_FULL;
	}

	/**
	 * What became of a message.
	 *
	 * @param blocked whether it shall be written again
	 * @param withoutMemory whether that is for want of memory, so that JeroMQ does not
	 * tell when
	 * @param dropped why it was dropped, {@code null} if it wasn't
	 */
	record Result(boolean blocked, boolean withoutMemory, @Nullable DropReason dropped) {

		static final Result SENT = new Result(false, false, null);

		static final Result BLOCKED = new Result(true, false, null);

		static final Result WITHOUT_MEMORY = new Result(true, true, null);

		static Result dropped(DropReason reason) {
			return new Result(false, false, reason);
		}

	}

}
