// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.lang.invoke.VarHandle;
import java.util.Deque;
import java.util.Set;

import zmq.SocketBase;
import zmq.pipe.Pipe;
import zmq.pipe.YPipeBase;
import zmq.socket.pubsub.XPub;

/**
 * The private fields that tell what is between a socket and its connections.
 */
final class PipeInternals {

	private final VarHandle socketPipes;

	private final VarHandle unreadEvents;

	private final VarHandle unreadEventFlags;

	private final VarHandle pipePeer;

	private final VarHandle pipeWritten;

	private final VarHandle pipeRead;

	private final VarHandle pipePeersRead;

	private final VarHandle pipeState;

	private final VarHandle pipeConflates;

	private final VarHandle pipeOut;

	PipeInternals() throws ReflectiveOperationException {
		this.socketPipes = new PrivateMembers(SocketBase.class).field("pipes", Set.class);
		PrivateMembers publisher = new PrivateMembers(XPub.class);
		this.unreadEvents = publisher.field("pendingData", Deque.class);
		this.unreadEventFlags = publisher.field("pendingFlags", Deque.class);
		PrivateMembers pipe = new PrivateMembers(Pipe.class);
		this.pipePeer = pipe.field("peer", Pipe.class);
		this.pipeWritten = pipe.field("msgsWritten", long.class);
		this.pipeRead = pipe.field("msgsRead", long.class);
		this.pipePeersRead = pipe.field("peersMsgsRead", long.class);
		this.pipeConflates = pipe.field("conflate", boolean.class);
		this.pipeOut = pipe.field("outpipe", YPipeBase.class);
		this.pipeState = pipe.field("state", Class.forName("zmq.pipe.Pipe$State"));
	}

	/** To be called on the thread that owns the socket only. */
	Set<?> pipes(SocketBase socket) {
		return (Set<?>) this.socketPipes.get(socket);
	}

	/**
	 * Return whether an XPUB has events that the application has not read, as seen at
	 * some moment just before. By any thread: a queue that the owner makes larger looks
	 * empty meanwhile, so that two are asked, in the opposite order of their growth.
	 */
	boolean hasUnreadEvents(SocketBase socket) {
		return socket instanceof XPub publisher
				&& !(isEmpty(this.unreadEventFlags, publisher) && isEmpty(this.unreadEvents, publisher));
	}

	private static boolean isEmpty(VarHandle queue, XPub publisher) {
		return ((Deque<?>) queue.get(publisher)).isEmpty();
	}

	Pipe peer(Pipe pipe) {
		return (Pipe) this.pipePeer.getVolatile(pipe);
	}

	long written(Pipe pipe) {
		return (long) this.pipeWritten.getVolatile(pipe);
	}

	long read(Pipe pipe) {
		return (long) this.pipeRead.getVolatile(pipe);
	}

	/**
	 * Return how many messages that one end of a pipe was given wait for the other end.
	 * An estimate while the other thread works.
	 */
	long waiting(Pipe writer) {
		long unread = Math.max(0, written(writer) - read(peer(writer)));
		return (conflates(writer)) ? Math.min(unread, newest(writer)) : unread;
	}

	/**
	 * Return how many messages that one end of a pipe was given a newer one took the
	 * place of, before the other end read them.
	 */
	long replaced(Pipe writer) {
		if (!conflates(writer)) {
			return 0;
		}
		long written = written(writer);
		long newest = newest(writer);
		return Math.max(0, written - newest - read(peer(writer)));
	}

	/** The end that reads bears the flag of its direction. */
	private boolean conflates(Pipe writer) {
		return (boolean) this.pipeConflates.get(peer(writer));
	}

	private long newest(Pipe writer) {
		return (this.pipeOut.get(writer) instanceof YPipeBase<?> pipe && pipe.checkRead()) ? 1 : 0;
	}

	/** Messages that a pipe takes for unread. For the thread of that end. */
	long unread(Pipe pipe) {
		return written(pipe) - (long) this.pipePeersRead.get(pipe);
	}

	boolean isEnding(Pipe pipe) {
		return !isIn(pipe, "ACTIVE");
	}

	/** Whether a pipe is ended by its other end, and read until that was reached. */
	boolean isReadToItsEnd(Pipe pipe) {
		return isIn(pipe, "WAITING_FOR_DELIMITER");
	}

	private boolean isIn(Pipe pipe, String state) {
		return String.valueOf((Object) this.pipeState.get(pipe)).equals(state);
	}

}
