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

package io.github.zmqsecure.channel;

import java.util.function.BooleanSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.zeromq.ZMQ;

/**
 * Closes a ZeroMQ socket so that what can still be sent is, and what can't is counted.
 * For the owner thread only.
 */
class SocketCloser {

	private static final Log logger = LogFactory.getLog(SocketCloser.class);

	private static final int FLUSH_POLL_MILLIS = 5;

	private static final int CLOSE_GRACE_MILLIS = 250;

	private final SocketWork work;

	private final MessagePump pump;

	private final ZMQ.Socket socket;

	SocketCloser(SocketWork work, MessagePump pump, ZMQ.Socket socket) {
		this.work = work;
		this.pump = pump;
		this.socket = socket;
	}

	/**
	 * Send what is queued, and wait until it was written to the network, for as long as
	 * the socket may linger.
	 */
	void flush(Wakeup wakeup, BooleanSupplier abandoned) {
		long deadline = System.nanoTime() + this.work.getLinger().toNanos();
		while (true) {
			this.pump.update();
			boolean moved = this.pump.send() > 0;
			boolean done = this.work.getQueue().isEmpty() && this.pump.unsent() == 0;
			if (done || abandoned.getAsBoolean() || System.nanoTime() - deadline >= 0) {
				return;
			}
			if (!moved) {
				wakeup.park(0, FLUSH_POLL_MILLIS, false, () -> false);
			}
		}
	}

	/**
	 * Count what is undelivered, and close the socket.
	 * @param kept whether the queue is kept for the next owner
	 */
	void close(boolean kept) {
		this.pump.reconcile();
		DropReason reason = (kept) ? DropReason.REBUILT : DropReason.CLOSED;
		MessageStatistics statistics = this.work.getStatistics();
		long unsent = this.pump.unsent();
		long untaken = this.pump.untaken();
		statistics.dropped(MessageDirection.OUTBOUND, reason, unsent);
		statistics.dropped(MessageDirection.INBOUND, reason, untaken);
		if (!kept) {
			unsent += closeQueue(this.work);
		}
		if (unsent + untaken > 0) {
			logger.warn("Socket '" + this.work.getName() + "' was closed with " + (unsent + untaken)
					+ " messages undelivered, " + unsent + " of them unsent"
					+ ((kept) ? ", since it is opened anew" : " after " + this.work.getLinger().toMillis() + " ms"));
		}
		closeSocket(unsent > 0 || kept);
	}

	/**
	 * Let no further message into the queue, and count what is left in it. For the owner,
	 * and for others once it has left.
	 */
	static int closeQueue(SocketWork work) {
		work.getQueue().close();
		int unsent = work.getQueue().drain();
		if (unsent > 0) {
			work.getStatistics().dropped(DropReason.CLOSED, unsent);
		}
		return unsent;
	}

	/**
	 * A context that failed or was taken down may refuse even this.
	 */
	private void closeSocket(boolean atOnce) {
		try {
			this.socket.setLinger((atOnce) ? 0 : CLOSE_GRACE_MILLIS);
			this.socket.close();
		}
		catch (RuntimeException ex) {
			logger.debug("Socket '" + this.work.getName() + "' was left behind with its context", ex);
		}
	}

}
