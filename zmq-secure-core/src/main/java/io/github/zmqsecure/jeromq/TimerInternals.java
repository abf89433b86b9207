// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.lang.invoke.VarHandle;
import java.util.Map.Entry;

import zmq.poll.Poller;
import zmq.util.Clock;
import zmq.util.MultiMap;

/**
 * The timers of an I/O thread, which JeroMQ keeps by the wall clock and in a map that
 * takes a timer for cancelled which was cancelled and set anew. For that thread only.
 */
final class TimerInternals {

	private final VarHandle timers;

	private final VarHandle cancelled;

	TimerInternals() throws ReflectiveOperationException {
		this.timers = new PrivateMembers(Class.forName("zmq.poll.PollerBase")).field("timers", MultiMap.class);
		Class<?> timer = Class.forName("zmq.poll.PollerBase$TimerInfo");
		this.cancelled = new PrivateMembers(timer).field("cancelled", boolean.class);
	}

	/**
	 * Have the timers of a poller go off when they should have, after the wall clock was
	 * set. Those that were set after it are told from the others by when they are due.
	 * @param poller the poller
	 * @param jump by how many milliseconds the clock went forward
	 * @param longest for how many milliseconds timers are set at most
	 */
	void shift(Poller poller, long jump, long longest) {
		MultiMap<Long, Object> timers = timers(poller);
		long now = Clock.nowMS();
		for (Entry<Object, Long> entry : timers.entries()) {
			Object timer = entry.getKey();
			long due = entry.getValue();
			boolean before = (jump < 0) ? due > now + longest : due < now;
			if (before && !isCancelled(timer)) {
				timers.remove(timer);
				timers.insert(due + jump, timer);
			}
		}
	}

	@SuppressWarnings("unchecked")
	private MultiMap<Long, Object> timers(Poller poller) {
		return (MultiMap<Long, Object>) this.timers.get(poller);
	}

	private boolean isCancelled(Object timer) {
		return (boolean) this.cancelled.get(timer);
	}

}
