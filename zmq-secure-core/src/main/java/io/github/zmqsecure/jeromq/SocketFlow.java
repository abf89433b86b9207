// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.github.zmqsecure.memory.ByteAccount;
import io.github.zmqsecure.memory.MemoryBudget;
import io.github.zmqsecure.memory.MemoryBudget.Stage;
import io.github.zmqsecure.memory.PeerMemory;
import io.github.zmqsecure.socket.SocketTraits;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import zmq.Ctx;
import zmq.Msg;
import zmq.SocketBase;
import zmq.io.SessionBase;
import zmq.io.StreamEngine;
import zmq.pipe.Pipe;

/**
 * Bounds the bytes that wait in JeroMQ for the peers of one socket. For the thread that
 * owns the socket.
 *
 * @since 0.1.0
 */
public final class SocketFlow {

	/** Smaller messages are looked at before they are written only if little is free. */
	private static final long LARGE = 4096;

	private final FlowControl control;

	private final SocketBase socket;

	private final SocketType type;

	/** Whose messages those of peers without a name are, such as a server's. */
	private final String nameless;

	/** What a publisher gave to its connections, however many have it. */
	private final ByteAccount shared;

	/** What waits to be sent, of all sockets that share the room for it. */
	private final ByteAccount sending;

	private final ByteAccount received;

	/** A socket that has nothing to handle may receive a message. */
	private final MessageTurn receiving = new MessageTurn();

	private final Set<OutboundLimit> limited = new LinkedHashSet<>();

	/** The connections of a subscriber. */
	private final Set<ConnectionFlow> publishers = ConcurrentHashMap.newKeySet();

	private final List<LastingMeter> lasting = new CopyOnWriteArrayList<>();

	SocketFlow(FlowControl control, ZMQ.Socket socket, String name) {
		this.control = control;
		this.socket = socket.base();
		this.type = socket.getSocketType();
		this.sending = (isPublisher()) ? control.getPublished() : control.getBudget().getAccount(Stage.SENDING);
		this.shared = control.getPublished().part(Long.MAX_VALUE);
		this.nameless = MemoryBudget.nameOf(name);
		this.received = control.getBudget().getReceivedBy(name);
	}

	/**
	 * Make a frame to be sent.
	 * @param bytes the frame
	 * @return the frame as JeroMQ takes it
	 */
	public Msg frame(byte[] bytes) {
		return (isPublisher()) ? new SharedFrame(bytes, this.shared) : new Msg(bytes);
	}

	boolean isOf(Ctx ctx) {
		return this.socket.getCtx() == ctx;
	}

	/** The socket is gone with its context, and so is what it gave to its connections. */
	void close() {
		this.shared.release(this.shared.getHeld());
		this.lasting.forEach(LastingMeter::close);
	}

	/**
	 * Ask whether a message may be written.
	 * @param routingId the first frame, which tells a ROUTER to whom
	 * @param bytes how large the message is
	 * @return what to do with it
	 */
	public Admission admit(byte[] routingId, long bytes) {
		update();
		if (bytes < LARGE && this.sending.getHeld() < this.sending.getLimit() / 4) {
			return Admission.ADMITTED;
		}
		if (this.type == SocketType.ROUTER) {
			FlowInternals internals = JeromqInternals.get().flow();
			Pipe pipe = internals.pipe(this.socket, routingId);
			return (pipe != null && internals.meterOf(pipe) instanceof OutboundMeter meter) ? meter.admit(bytes)
					: Admission.ADMITTED;
		}
		if (this.sending.hasRoom(bytes)) {
			return Admission.ADMITTED;
		}
		this.control.wanted();
		return Admission.NO_ROOM;
	}

	/** What waits to be sent, of all sockets that share the room for it. */
	ByteAccount getSending() {
		return this.sending;
	}

	/**
	 * Return the room for the copy by which a connection sends, {@code null} where
	 * nothing is copied.
	 */
	@Nullable SealedCopy sealedCopy(PeerMemory peer) {
		return (isPublisher()) ? new SealedCopy(peer.getAccount(Stage.SENDING), this.control.getCopies()) : null;
	}

	/** What its connections have received and it has not handled. */
	ByteAccount getReceived() {
		return this.received;
	}

	/** The turn to receive a message although others left no room, while it is idle. */
	MessageTurn getReceiving() {
		return this.receiving;
	}

	/**
	 * Count the bytes of a connection from now on. For the I/O thread.
	 */
	ConnectionFlow connect(StreamEngine engine, SessionBase session, Pipe[] pair, int[] hwms, @Nullable String peer,
			ConnectionFlow.Extent extent, Consumer<String> cut) {
		PeerMemory memory = this.control.getBudget().open((peer != null) ? peer : this.nameless);
		IoThreadFlow ioThread = this.control.of(session.getCtx(), session.getTid());
		ConnectionFlow flow = new ConnectionFlow(engine, session, pair, hwms, ioThread, this, memory, extent, cut);
		if (subscribes()) {
			this.publishers.add(flow);
		}
		return flow;
	}

	/**
	 * Return what runs tasks on the I/O thread of a connection.
	 */
	Executor ioThread(SessionBase session) {
		return this.control.of(session.getCtx(), session.getTid()).getExecutor();
	}

	/**
	 * Count what is sent by a pipe that the socket has already, before an engine reads
	 * from it. For the I/O thread.
	 */
	void connecting(SessionBase session, Pipe pipe, int[] hwms) {
		FlowInternals internals = JeromqInternals.get().flow();
		if (internals.readerMeterOf(pipe) instanceof LastingMeter meter) {
			meter.reconnecting();
		}
		else if (SocketTraits.sendsMessages(this.type) && internals.keepsAll(pipe)) {
			IoThreadFlow ioThread = this.control.of(session.getCtx(), session.getTid());
			PeerMemory memory = this.control.getBudget().open(this.nameless);
			LastingMeter meter = new LastingMeter(session, pipe, hwms, ioThread, memory);
			internals.meterReader(pipe, meter);
			this.lasting.add(meter);
		}
	}

	/**
	 * Cut publishers for which no more subscriptions may wait, so that JeroMQ drops
	 * further ones. They are told of all when they come back.
	 */
	public void cutFullPublishers() {
		this.publishers.forEach(ConnectionFlow::cutIfFull);
	}

	/** By any thread. */
	void ended(ConnectionFlow connection) {
		this.publishers.remove(connection);
	}

	boolean subscribes() {
		return SocketTraits.subscribes(this.type);
	}

	boolean isPublisher() {
		return SocketTraits.publishes(this.type);
	}

	/**
	 * Have the connections take messages again that have room by now.
	 */
	void update() {
		if (!this.limited.isEmpty()) {
			this.limited.removeIf(OutboundLimit::restore);
		}
		if (!this.lasting.isEmpty()) {
			updateLasting();
		}
	}

	private void updateLasting() {
		Set<?> pipes = JeromqInternals.get().pipes().pipes(this.socket);
		this.lasting.removeIf((meter) -> {
			boolean ended = !pipes.contains(meter.near());
			if (ended) {
				meter.close();
			}
			return ended;
		});
		this.lasting.forEach(LastingMeter::update);
	}

	/**
	 * Return whether a pipe is taken for full that has no more memory, so that the socket
	 * should be tried again soon.
	 * @return whether one is
	 */
	public boolean isLimited() {
		for (LastingMeter meter : this.lasting) {
			if (meter.isLimited()) {
				return true;
			}
		}
		return false;
	}

	void limited(OutboundLimit bounds) {
		this.limited.add(bounds);
	}

	/**
	 * What to do with a message.
	 */
	public enum Admission {

		/** It may be written. */
		ADMITTED,

		/** Its peer has too much waiting: it is to be refused. */
		PEER_FULL,

		/** Others hold what there is: it is to be written later. */
		NO_ROOM

	}

}
