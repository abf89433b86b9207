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

import java.util.IdentityHashMap;

import zmq.pipe.Pipe;

/**
 * Counts the messages in one direction that newer ones took the place of, with ZeroMQ's
 * option {@code conflate}. For the thread that owns the socket only.
 */
final class Conflation {

	private final PipeInternals internals;

	private final IdentityHashMap<Pipe, Long> replaced = new IdentityHashMap<>();

	private long untold;

	Conflation(PipeInternals internals) {
		this.internals = internals;
	}

	/**
	 * Look at a connection.
	 * @param pipe the socket's end of its pipe
	 * @param writer the end that is given the messages
	 */
	void update(Pipe pipe, Pipe writer) {
		long now = this.internals.replaced(writer);
		long before = this.replaced.getOrDefault(pipe, 0L);
		if (now > before) {
			this.replaced.put(pipe, now);
			this.untold += now - before;
		}
	}

	/**
	 * Forget a connection that ended.
	 * @param pipe the socket's end of its pipe
	 * @return how many of its messages were counted
	 */
	long end(Pipe pipe) {
		long counted = this.replaced.getOrDefault(pipe, 0L);
		this.replaced.remove(pipe);
		return counted;
	}

	/**
	 * Return how many messages were counted since the last call.
	 */
	long take() {
		long taken = this.untold;
		this.untold = 0;
		return taken;
	}

}
