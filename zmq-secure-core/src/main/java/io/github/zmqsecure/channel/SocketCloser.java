// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import io.github.zmqsecure.jeromq.LingeringClose;
import io.github.zmqsecure.jeromq.PipeDepth;
import io.github.zmqsecure.socket.SocketSettings;
import io.github.zmqsecure.socket.SocketTraits;
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

	private final SocketSettings settings;

	private final OutboundQueue queue;

	private final MessageStatistics statistics;

	private final MessagePump pump;

	private final ZMQ.Socket socket;

	/** Whether the network took everything for the connections that are open. */
	private boolean written;

	private long lingered;

	SocketCloser(SocketSettings settings, OutboundQueue queue, MessageStatistics statistics, MessagePump pump,
			ZMQ.Socket socket) {
		this.settings = settings;
		this.queue = queue;
		this.statistics = statistics;
		this.pump = pump;
		this.socket = socket;
	}

	/**
	 * Send what is queued, wait until it was written to the network, and then until the
	 * peers have ended their connections, for as long as the socket may linger.
	 */
	void flush(Wakeup wakeup, BooleanSupplier abandoned) {
		long start = System.nanoTime();
		BooleanSupplier over = () -> abandoned.getAsBoolean()
				|| System.nanoTime() - start >= this.settings.linger().toNanos();
		boolean handedOver = handOver(wakeup, over);
		this.written = handedOver && (!sendsMessages() || endConnections(wakeup, over));
		this.lingered = System.nanoTime() - start;
	}

	/** Give JeroMQ what is queued. */
	private boolean handOver(Wakeup wakeup, BooleanSupplier over) {
		while (true) {
			this.pump.update();
			boolean moved = this.pump.send() > 0;
			if (this.queue.isEmpty()) {
				return true;
			}
			if (over.getAsBoolean()) {
				return false;
			}
			if (!moved) {
				pause(wakeup);
			}
		}
	}

	/**
	 * End the connections, each when everything was written to it.
	 * @return whether everything was written to all
	 */
	private boolean endConnections(Wakeup wakeup, BooleanSupplier over) {
		LingeringClose closing = new LingeringClose(this.socket);
		while (!closing.isOver() && !over.getAsBoolean()) {
			pause(wakeup);
			this.pump.update();
		}
		return closing.isWritten();
	}

	private static void pause(Wakeup wakeup) {
		wakeup.park(0, FLUSH_POLL_MILLIS, false, () -> false);
	}

	/**
	 * Count what is undelivered, and close the socket.
	 * @param kept whether the queue is kept for the next owner
	 */
	void close(boolean kept) {
		this.pump.reconcile();
		DropReason reason = (kept) ? DropReason.REBUILT : DropReason.CLOSED;
		long unsent = unsent();
		long untaken = this.pump.untaken();
		this.statistics.dropped(MessageDirection.OUTBOUND, reason, unsent);
		this.statistics.dropped(MessageDirection.INBOUND, reason, untaken);
		if (!kept) {
			unsent += this.queue.closeAndDrain();
		}
		if (unsent + untaken > 0) {
			logger.warn("Socket '" + this.settings.name() + "' was closed with " + (unsent + untaken)
					+ " messages undelivered, " + unsent + " of them unsent" + ((kept) ? ", since it is opened anew"
							: " after " + TimeUnit.NANOSECONDS.toMillis(this.lingered) + " ms"));
		}
		closeSocket(this.written || unsent > 0 || kept);
	}

	/**
	 * Count what JeroMQ took and the network has not. Where that took everything, there
	 * is still what waits for connections that have ended.
	 */
	private long unsent() {
		if (!sendsMessages()) {
			return 0;
		}
		return (this.written) ? PipeDepth.ended(this.socket) : PipeDepth.unwritten(this.socket);
	}

	/**
	 * What a socket that only receives writes is subscriptions, and no messages.
	 */
	private boolean sendsMessages() {
		return SocketTraits.sendsMessages(this.settings.type());
	}

	/**
	 * Close a socket that could not be put to use, so that it does not stay bound.
	 */
	static void closeAtOnce(ZMQ.Socket socket) {
		try {
			socket.setLinger(0);
			socket.close();
		}
		catch (Throwable ex) {
			logger.debug("A socket that could not be put to use was left behind with its context", ex);
		}
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
			logger.debug("Socket '" + this.settings.name() + "' was left behind with its context", ex);
		}
	}

}
