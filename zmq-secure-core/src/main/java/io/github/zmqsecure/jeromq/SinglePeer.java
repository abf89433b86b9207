// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;
import zmq.io.SessionBase;
import zmq.pipe.Pipe;

/**
 * The one peer of a PAIR or CHANNEL, or the one that has a routing id. JeroMQ turns away
 * whoever comes while the socket has its pipe; here the next waits, just before it is let
 * in, until the former's pipe has ended. Thread-safe: the next may have another I/O
 * thread.
 */
final class SinglePeer {

	private final SessionInternals sessions = JeromqInternals.get().session();

	private final Set<GuardedEngine> waiting = new LinkedHashSet<>();

	private final Runnable vacated;

	private @Nullable SessionBase session;

	/** Whether the pipe ends at this moment, and the socket was not told yet. */
	private boolean ending;

	/**
	 * Create a place for one peer.
	 * @param vacated run when a peer has left it
	 */
	SinglePeer(Runnable vacated) {
		this.vacated = vacated;
	}

	/** Whether the socket has the pipe of a connection. */
	synchronized boolean isTaken() {
		SessionBase present = this.session;
		return present != null && (this.ending || this.sessions.hasPipe(present));
	}

	/** Whether the connection was let in that a session is of. */
	synchronized boolean isOf(SessionBase session) {
		return this.session == session;
	}

	/** Let a connection in whose pipe JeroMQ made. */
	synchronized void letIn(SessionBase session) {
		this.session = session;
		this.ending = false;
	}

	/** Forget a connection that ended with its context. */
	synchronized void vacate() {
		this.session = null;
		this.ending = false;
		this.waiting.clear();
	}

	/**
	 * Return whether the socket has the pipe of another connection, so that this one has
	 * to try again, when it is woken.
	 */
	synchronized boolean mustWait(GuardedEngine newcomer) {
		if (isOf(newcomer.session()) || !isTaken()) {
			return false;
		}
		this.waiting.add(newcomer);
		return true;
	}

	/**
	 * Let a connection in, which has a pipe of its own still, unless another was faster.
	 * @return whether it was let in
	 */
	synchronized boolean letIn(GuardedEngine newcomer) {
		if (mustWait(newcomer)) {
			return false;
		}
		this.waiting.remove(newcomer);
		letIn(newcomer.session());
		return true;
	}

	/**
	 * Return who is to hear of the events of the pipe of a connection that was let in.
	 * @param session the session of the connection
	 * @param ioThread its I/O thread
	 */
	Pipe.IPipeEvents events(SessionBase session, Executor ioThread) {
		return new ObservedPipe(session, () -> ends(session), () -> ioThread.execute(() -> left(session)));
	}

	private synchronized void ends(SessionBase session) {
		if (isOf(session)) {
			this.ending = true;
		}
	}

	/**
	 * The next is told once the socket was, which hears first of the end of the former
	 * pipe.
	 */
	private void left(SessionBase session) {
		if (vacate(session)) {
			this.vacated.run();
			takeWaiting().forEach(GuardedEngine::wake);
		}
	}

	private synchronized boolean vacate(SessionBase session) {
		boolean left = isOf(session) && !this.sessions.hasPipe(session);
		if (left) {
			this.session = null;
			this.ending = false;
		}
		return left;
	}

	private synchronized List<GuardedEngine> takeWaiting() {
		List<GuardedEngine> waiting = new ArrayList<>(this.waiting);
		this.waiting.clear();
		return waiting;
	}

}
