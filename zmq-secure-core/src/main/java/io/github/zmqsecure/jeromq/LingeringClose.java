// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.zeromq.ZMQ;

/**
 * Ends the connections of a socket before it is closed, each when the network took all
 * messages for it. A connection that is closed while something is left to be read of it
 * is reset, and what its peer has not received of it is lost. So each peer is told that
 * nothing follows, and what it still sends is dropped until it ends the connection. It
 * need not be waited for once it sends nothing: the network delivers the rest by itself.
 * Nobody can connect anew. For the thread that owns the socket only.
 *
 * @since 0.1.0
 */
public final class LingeringClose {

	private static final long QUIET = Duration.ofMillis(200).toNanos();

	private final ZMQ.Socket socket;

	private final Set<SocketChannel> told = new HashSet<>();

	private final List<ConnectionOutput> open = new ArrayList<>();

	/** How many I/O threads have not done what they were asked for, by connection. */
	private final AtomicInteger asked = new AtomicInteger();

	/** Whether the network took everything. */
	private boolean written;

	/** Whether the I/O threads are to look once more. */
	private boolean looking;

	private long reads;

	private long moved = System.nanoTime();

	/**
	 * Begin to end the connections.
	 * @param socket the socket, which is about to be closed and takes no more messages
	 */
	public LingeringClose(ZMQ.Socket socket) {
		this.socket = socket;
		JeromqListenerChannels.close(socket.base());
	}

	/**
	 * Return whether the network took all messages, as it was when this was asked last
	 * whether it is over.
	 * @return whether it did
	 */
	public boolean isWritten() {
		return this.written;
	}

	/**
	 * Return whether the socket may be closed. To be asked again and again. Where nothing
	 * was read for a while, the I/O threads look once more before that counts, since they
	 * may not have got on.
	 * @return whether the peers have ended their connections, or send nothing
	 */
	public boolean isOver() {
		if (!this.written) {
			endWritten();
		}
		boolean done = this.asked.get() == 0;
		if (hasMoved() || (!done && !this.looking)) {
			this.moved = System.nanoTime();
			this.looking = false;
		}
		else if (this.looking) {
			return done && this.written;
		}
		else if (System.nanoTime() - this.moved >= QUIET) {
			this.looking = true;
			this.open.forEach((each) -> ask(each, () -> {
			}));
		}
		return this.open.isEmpty() && this.written;
	}

	/**
	 * One that the socket has opened may be needed still: if it is lost, its successor
	 * takes over what was not sent.
	 */
	private void endWritten() {
		boolean all = PipeDepth.isTaken(this.socket);
		List<ConnectionOutput> opened = new ArrayList<>();
		for (ConnectionOutput each : PipeDepth.connections(this.socket)) {
			if (this.told.contains(each.channel())) {
				continue;
			}
			boolean written = each.isWritten();
			all &= written;
			if (!each.isAccepted()) {
				opened.add(each);
			}
			else if (written) {
				end(each);
			}
		}
		if (all) {
			this.written = true;
			this.socket.setReconnectIVL(-1);
			opened.forEach(this::end);
		}
	}

	private void end(ConnectionOutput connection) {
		this.told.add(connection.channel());
		this.open.add(connection);
		ask(connection, connection::end);
	}

	private boolean hasMoved() {
		boolean ended = this.open.removeIf((each) -> !each.isOpen());
		long before = this.reads;
		this.reads = this.open.stream().mapToLong(ConnectionOutput::reads).sum();
		return ended || this.reads != before;
	}

	private void ask(ConnectionOutput connection, Runnable task) {
		this.asked.incrementAndGet();
		connection.execute(() -> {
			try {
				task.run();
			}
			finally {
				this.asked.decrementAndGet();
			}
		});
	}

}
