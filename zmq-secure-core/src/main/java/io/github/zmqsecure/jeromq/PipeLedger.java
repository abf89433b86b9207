// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Set;

import io.github.zmqsecure.socket.SocketTraits;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import zmq.SocketBase;
import zmq.pipe.Pipe;

/**
 * Keeps account of the messages that were given to the connections of a socket, and of
 * those that they brought, so that those are counted which a connection that ended takes
 * with it. For the thread that owns the socket only.
 *
 * @since 0.1.0
 */
public final class PipeLedger {

	private final PipeInternals internals = JeromqInternals.get().pipes();

	private final SocketBase base;

	private final boolean sends;

	private final boolean copies;

	/** How many messages JeroMQ puts in front of the others. */
	private final int probes;

	private final Set<Pipe> known = Collections.newSetFromMap(new IdentityHashMap<>());

	/** What was given to connections, each message to one of them. */
	private long given;

	/** What connections that ended have sent. */
	private long sentByEnded;

	/** What connections that ended have not sent of copies for each of them. */
	private long lostCopies;

	private long reported;

	/** What connections that ended have brought and nobody has read. */
	private long unread;

	/** What newer messages took the place of. */
	private final Conflation outbound;

	private final Conflation inbound;

	/**
	 * Create a ledger of a socket that was just opened.
	 * @param socket the socket
	 * @param probes whether it has the option {@code probe-router}
	 */
	public PipeLedger(ZMQ.Socket socket, boolean probes) {
		this.base = socket.base();
		this.probes = (probes) ? 1 : 0;
		SocketType type = socket.getSocketType();
		this.outbound = new Conflation(this.internals);
		this.inbound = new Conflation(this.internals);
		this.sends = SocketTraits.sendsMessages(type);
		this.copies = SocketTraits.copies(type);
		reconcile(false);
	}

	/**
	 * Note that a message was given to a connection.
	 */
	public void given() {
		this.given++;
	}

	/**
	 * Return whether connections came or went since {@link #reconcile}. One that came in
	 * the place of another is overlooked.
	 * @return whether the ledger should be reconciled
	 */
	public boolean isOutdated() {
		return this.internals.pipes(this.base).size() != this.known.size();
	}

	/**
	 * Return whether what newer messages took the place of is not known for certain.
	 * @return whether the ledger should be reconciled again soon
	 */
	public boolean isUnsettled() {
		return this.outbound.isUnsettled();
	}

	/**
	 * Take note of the connections that came and went.
	 * @param last whether the socket is about to be closed
	 * @return how many messages were lost since the last call
	 */
	public Losses reconcile(boolean last) {
		Set<?> open = this.internals.pipes(this.base);
		Iterator<Pipe> pipes = this.known.iterator();
		while (pipes.hasNext()) {
			Pipe pipe = pipes.next();
			if (!open.contains(pipe)) {
				pipes.remove();
				close(pipe);
			}
		}
		long underWay = 0;
		for (Object each : open) {
			Pipe pipe = (Pipe) each;
			if (this.known.add(pipe)) {
				JeromqInternals.get().sockets().keepReadable(this.base, pipe);
			}
			this.outbound.update(pipe, pipe, last);
			this.inbound.update(pipe, this.internals.peer(pipe), true);
			underWay += Math.max(0, this.internals.written(pipe) - this.probes);
		}
		long lost = (this.copies) ? this.lostCopies : this.given - this.sentByEnded - underWay;
		long unsent = (this.sends) ? Math.max(0, lost - this.reported) : 0;
		this.reported += unsent;
		Losses losses = new Losses(unsent, this.unread, (this.sends) ? this.outbound.take() : 0, this.inbound.take());
		this.unread = 0;
		return losses;
	}

	private void close(Pipe pipe) {
		long sent = Math.max(0, this.internals.read(this.internals.peer(pipe)) - this.probes);
		long replaced = this.outbound.end(pipe);
		this.sentByEnded += sent + replaced;
		this.lostCopies += Math.max(0, this.internals.written(pipe) - this.probes - sent - replaced);
		this.unread += Math.max(0,
				this.internals.written(this.internals.peer(pipe)) - this.internals.read(pipe) - this.inbound.end(pipe));
	}

	/**
	 * What was lost.
	 *
	 * @param unsent how many messages were given to connections that ended and not sent
	 * @param unread how many they brought and nobody has read
	 * @param replacedUnsent how many messages newer ones took the place of before they
	 * were sent, with the option {@code conflate}
	 * @param replacedUnread how many they took the place of before somebody read them
	 */
	public record Losses(long unsent, long unread, long replacedUnsent, long replacedUnread) {

		/**
		 * Return whether anything was lost with connections that ended.
		 * @return whether anything was
		 */
		public boolean any() {
			return this.unsent + this.unread > 0;
		}

	}

}
