// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

import io.github.zmqsecure.memory.UnnamedPeers;
import org.jspecify.annotations.Nullable;

/**
 * The routing ids that the peers of one ROUTER or REP claim. An id belongs to the
 * authenticated name that first used it, while a connection has it and for some time
 * afterwards, in which replies may be owed to it: so nobody else receives them.
 * Thread-safe; connections claim on their I/O thread.
 *
 * @since 0.1.0
 */
public final class RoutingIds {

	/** How long a name keeps an id that no connection has. */
	static final Duration RETENTION = Duration.ofMinutes(10);

	/** How many ids a name keeps that no connection has. */
	static final int MAX_VACANT_OF_PEER = 128;

	/** How many ids all names keep that no connection has; fingerprints keep half. */
	static final int MAX_VACANT = 4096;

	private static final int MAX_LENGTH = 255;

	/** All peers without an authenticated name. */
	private static final String NOBODY = "";

	private final ReentrantLock lock = new ReentrantLock();

	/** By id; those that were claimed last are the last. */
	private final Map<ByteBuffer, Claim> claims = new LinkedHashMap<>();

	private final boolean handover;

	/**
	 * Create the routing ids of a socket.
	 * @param handover whether peers without an authenticated name take ids from each
	 * other
	 */
	public RoutingIds(boolean handover) {
		this.handover = handover;
	}

	/**
	 * Forget the connections of a socket that was closed, but not whose the ids are.
	 */
	public void vacate() {
		this.lock.lock();
		try {
			this.claims.values().forEach(Claim::vacate);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Claim an id for a connection that is about to be let in.
	 * @param id the id, empty for one of JeroMQ's making
	 * @param owner the authenticated name of the peer, {@code null} if it has none
	 * @param engine the connection
	 * @return whether the connection may have it. If another of the same peer has it at
	 * this moment, that one is ended, and this one must wait.
	 */
	boolean claim(byte[] id, @Nullable String owner, GuardedEngine engine) {
		if (id.length == 0) {
			return true;
		}
		if (id.length > MAX_LENGTH || id[0] == 0) {
			return false;
		}
		if (owner == null && this.handover) {
			return true;
		}
		this.lock.lock();
		try {
			return claim(ByteBuffer.wrap(id), (owner != null) ? owner : NOBODY, engine);
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean claim(ByteBuffer id, String owner, GuardedEngine engine) {
		Claim claim = this.claims.get(id);
		if (claim != null && !claim.admits(owner, engine)) {
			return false;
		}
		this.claims.remove(id);
		if (claim == null || !claim.owner.equals(owner)) {
			claim = new Claim(owner);
			forgetFor(owner);
		}
		this.claims.put(id, claim);
		claim.take(engine);
		return true;
	}

	/**
	 * Return whether what is meant for a peer may be sent to an id: another peer may have
	 * taken it over since.
	 * @param id the routing id
	 * @param peer the authenticated name of the peer
	 * @return whether no other peer has the id
	 */
	public boolean isOf(byte[] id, String peer) {
		this.lock.lock();
		try {
			Claim claim = this.claims.get(ByteBuffer.wrap(id));
			return claim == null || claim.owner.equals(peer);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return how many ids are remembered.
	 * @return the number of ids
	 */
	public int getCount() {
		return this.claims.size();
	}

	private void forgetFor(String owner) {
		forget(Claim::isOver, 0);
		forget((claim) -> claim.isVacant() && claim.owner.equals(owner), MAX_VACANT_OF_PEER - 1);
		forget((claim) -> claim.isVacant() && UnnamedPeers.contain(claim.owner), MAX_VACANT / 2 - 1);
		forget(Claim::isVacant, MAX_VACANT - 1);
	}

	/** Forget the eldest of some claims but for a number of them. */
	private void forget(Predicate<Claim> which, int but) {
		long surplus = this.claims.values().stream().filter(which).count() - but;
		for (Iterator<Claim> eldest = this.claims.values().iterator(); surplus > 0 && eldest.hasNext();) {
			if (which.test(eldest.next())) {
				eldest.remove();
				surplus--;
			}
		}
	}

	/**
	 * Whose an id is.
	 */
	private static final class Claim {

		private final String owner;

		private final SinglePeer seat = new SinglePeer(this::vacated);

		private @Nullable GuardedEngine holder;

		private volatile long vacatedNanos = System.nanoTime();

		Claim(String owner) {
			this.owner = owner;
		}

		boolean isNobodys() {
			return this.owner.equals(NOBODY);
		}

		boolean isVacant() {
			return !this.seat.isTaken();
		}

		boolean isOver() {
			return isVacant() && (isNobodys() || System.nanoTime() - this.vacatedNanos > RETENTION.toNanos());
		}

		boolean admits(String owner, GuardedEngine engine) {
			if (!this.owner.equals(owner)) {
				return isOver();
			}
			return isVacant() || !isNobodys() || this.seat.isOf(engine.session());
		}

		/**
		 * Let the connection have the id once the former has ended.
		 */
		void take(GuardedEngine engine) {
			GuardedEngine former = this.holder;
			if (former != null && !isVacant() && !this.seat.isOf(engine.session())) {
				former.end();
			}
			this.holder = engine;
			engine.waitFor(this.seat);
		}

		void vacate() {
			this.seat.vacate();
			vacated();
		}

		private void vacated() {
			this.vacatedNanos = System.nanoTime();
		}

	}

}
