// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.ZObject;
import zmq.io.SessionBase;
import zmq.pipe.Pipe;

/**
 * The pipe that a session is given while the handshake of its connection is under way, so
 * that JeroMQ makes none to the socket. Nobody reads at its other end. For the I/O thread
 * only.
 */
final class StandInPipe {

	private static final Pipe.IPipeEvents NOBODY = new Pipe.IPipeEvents() {

		@Override
		public void readActivated(Pipe pipe) {
		}

		@Override
		public void writeActivated(Pipe pipe) {
		}

		@Override
		public void hiccuped(Pipe pipe) {
		}

		@Override
		public void pipeTerminated(Pipe pipe) {
		}

	};

	private final Pipe end;

	private final Pipe otherEnd;

	private StandInPipe(SessionBase session) {
		Pipe[] pair = Pipe.pair(new ZObject[] { session, session }, new int[] { 0, 0 }, new boolean[] { false, false });
		this.end = pair[0];
		this.otherEnd = pair[1];
		this.end.setEventSink(session);
		this.end.setNoDelay();
		this.otherEnd.setEventSink(NOBODY);
		this.otherEnd.setNoDelay();
	}

	/**
	 * Give a session a stand-in, before its engine is attached.
	 * @return the stand-in, or {@code null} if the session has a pipe, as one that
	 * connects has it from then on, or is given none by JeroMQ
	 */
	static @Nullable StandInPipe give(SessionBase session) {
		SessionInternals sessions = JeromqInternals.get().session();
		if (sessions.pipe(session) != null || sessions.isTerminating(session)) {
			return null;
		}
		StandInPipe standIn = new StandInPipe(session);
		sessions.setPipe(session, standIn.end);
		return standIn;
	}

	/** Whether the session has it and does not end. */
	boolean isInPlace(SessionBase session) {
		SessionInternals sessions = JeromqInternals.get().session();
		return sessions.pipe(session) == this.end && this.end.checkWrite() && !sessions.isEnding(session);
	}

	/** End it, for a session that is ended itself as soon as it has none. */
	void end() {
		this.end.terminate(false);
	}

	/**
	 * Have the session ask its engine, in a later command, whether there is something to
	 * send.
	 */
	void wakeSession() {
		while (this.end.read() != null) {
			// What was written to wake it before.
		}
		this.otherEnd.write(new Msg());
		this.otherEnd.flush();
	}

}
