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

package io.github.zmqsecure.jeromq;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import zmq.io.SessionBase;
import zmq.pipe.Pipe;

/**
 * The one peer of a PAIR or CHANNEL, or the one that has a routing id. JeroMQ turns away
 * whoever comes while the socket has its pipe; here the next waits, just before it is let
 * in, until the former's pipe has ended. For the I/O thread only.
 */
final class SinglePeer {

	private final SessionInternals sessions = JeromqInternals.get().session();

	private final Set<StandInPipe> waiting = new LinkedHashSet<>();

	private final Runnable vacated;

	private @Nullable SessionBase session;

	/**
	 * Create a place for one peer.
	 * @param vacated run when a peer has left it
	 */
	SinglePeer(Runnable vacated) {
		this.vacated = vacated;
	}

	/** Whether the socket has the pipe of a connection. */
	boolean isTaken() {
		SessionBase present = this.session;
		return present != null && this.sessions.pipe(present) != null;
	}

	/** Whether the connection was let in that a session is of. */
	boolean isOf(SessionBase session) {
		return this.session == session;
	}

	/** Let a connection in whose pipe JeroMQ made. */
	void letIn(SessionBase session) {
		this.session = session;
	}

	/** Forget a connection that ended with its context. */
	void vacate() {
		this.session = null;
		this.waiting.clear();
	}

	/** Whether the socket has the pipe of another connection. */
	boolean isOther(SessionBase session) {
		SessionBase present = this.session;
		return present != null && present != session && this.sessions.pipe(present) != null;
	}

	/** Have a connection try again when there is room for it. */
	void await(StandInPipe standIn) {
		this.waiting.add(standIn);
	}

	/**
	 * Let a connection in.
	 * @return who is to hear of the events of its pipe
	 */
	Pipe.IPipeEvents letIn(SessionBase session, StandInPipe standIn) {
		this.session = session;
		this.waiting.remove(standIn);
		return new ObservedPipe(session, () -> {
			this.vacated.run();
			wakeWaiting();
		});
	}

	/**
	 * They try again in commands of their own, so that the socket hears first of the end
	 * of the former pipe.
	 */
	private void wakeWaiting() {
		List<StandInPipe> waiting = new ArrayList<>(this.waiting);
		this.waiting.clear();
		waiting.forEach(StandInPipe::wakeSession);
	}

}
