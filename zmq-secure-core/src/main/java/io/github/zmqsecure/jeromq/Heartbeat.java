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

import java.time.Duration;

import zmq.Msg;
import zmq.Options;
import zmq.io.Msgs;
import zmq.io.StreamEngine;

/**
 * Whether the other end of one connection answers PING. JeroMQ's own timer for that is
 * lost every second time, follows the wall clock, and ends the connections of peers whose
 * answers wait because nothing is read; so it is kept from starting, and the deadline is
 * ours. Told of messages on the I/O thread, asked on another.
 */
final class Heartbeat {

	private final EngineInternals engines;

	private final TimerInternals timers;

	private final StreamEngine engine;

	private final long timeout;

	/** When the first PING left that was not answered, 0 for none. */
	private volatile long unansweredSince;

	Heartbeat(JeromqInternals internals, StreamEngine engine, Options options) {
		this.engines = internals.engine();
		this.timers = internals.timers();
		this.engine = engine;
		int millis = (options.heartbeatTimeout >= 0) ? options.heartbeatTimeout : options.heartbeatInterval;
		this.timeout = (options.heartbeatInterval > 0) ? Duration.ofMillis(millis).toNanos() : 0;
	}

	/**
	 * A message is about to leave.
	 */
	void sending(Msg message) {
		if (!message.isCommand()) {
			return;
		}
		if (Msgs.startsWith(message, "PING", true)) {
			this.engines.suppressHeartbeatTimer(this.engine);
			if (this.unansweredSince == 0) {
				this.unansweredSince = System.nanoTime() | 1;
			}
		}
		else if (Msgs.startsWith(message, "PONG", true)) {
			this.timers.renew(this.engines.ioObject(this.engine), EngineInternals.TTL_TIMER);
		}
	}

	/**
	 * A message has come.
	 */
	void received() {
		if (this.unansweredSince != 0) {
			this.unansweredSince = 0;
		}
	}

	/**
	 * Return whether nothing has come for too long since a PING left. The time does not
	 * run while nothing is read.
	 */
	boolean isMissed() {
		long since = this.unansweredSince;
		if (since == 0 || this.timeout == 0) {
			return false;
		}
		if (this.engines.isInputStopped(this.engine)) {
			this.unansweredSince = System.nanoTime() | 1;
			return false;
		}
		return System.nanoTime() - since > this.timeout;
	}

}
