// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.memory;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The bytes that messages may occupy while they are on their way through this process.
 * Each {@link Stage} has a quarter of the whole, in the order in which messages go
 * through them: so none waits for room that it takes itself, and none takes the room that
 * the next one needs to get on. Thread-safe.
 *
 * @since 0.1.0
 */
public final class MemoryBudget {

	/** When those are looked for that left and held something then. */
	private static final int MANY_PEERS = 1024;

	private final MemoryLimits limits;

	private final Map<Stage, ByteAccount> stages;

	/** The parts of all peers together that nobody named. */
	private final Map<Stage, ByteAccount> unnamed;

	private final Map<String, PeerMemory> peers = new ConcurrentHashMap<>();

	private final Map<String, ByteAccount> receivedBySockets = new ConcurrentHashMap<>();

	/**
	 * Create a budget.
	 * @param limits what may be held
	 */
	public MemoryBudget(MemoryLimits limits) {
		this.limits = limits;
		Map<Stage, ByteAccount> stages = new EnumMap<>(Stage.class);
		for (Stage stage : Stage.values()) {
			stages.put(stage, new ByteAccount(limits.total() / Stage.values().length));
		}
		this.stages = Collections.unmodifiableMap(stages);
		Map<Stage, ByteAccount> unnamed = new EnumMap<>(Stage.class);
		stages.forEach((stage, account) -> unnamed.put(stage, account.part(account.getLimit() / 2)));
		this.unnamed = Collections.unmodifiableMap(unnamed);
	}

	/**
	 * Return what may be held.
	 * @return the limits
	 */
	public MemoryLimits getLimits() {
		return this.limits;
	}

	/**
	 * Return what is held in a stage.
	 * @param stage the stage
	 * @return the account of all peers
	 */
	public ByteAccount getAccount(Stage stage) {
		return find(this.stages, stage);
	}

	/**
	 * Return what was received by a socket and is not handled, from whichever peers. It
	 * is told there beside the accounts of the peers, and has no limit.
	 * @param socket the name of the socket
	 * @return the account, the same each time
	 */
	public ByteAccount getReceivedBy(String socket) {
		return this.receivedBySockets.computeIfAbsent(socket, (name) -> new ByteAccount(Long.MAX_VALUE));
	}

	/**
	 * Return what the account of a peer is a part of.
	 */
	ByteAccount getWhole(Stage stage, String peer) {
		return find((UnnamedPeers.contain(peer)) ? this.unnamed : this.stages, stage);
	}

	private static ByteAccount find(Map<Stage, ByteAccount> accounts, Stage stage) {
		ByteAccount account = accounts.get(stage);
		if (account == null) {
			throw new IllegalArgumentException("There is no account of " + stage);
		}
		return account;
	}

	/**
	 * Return how many bytes are held in total.
	 * @return the number of bytes
	 */
	public long getHeld() {
		return this.stages.values().stream().mapToLong(ByteAccount::getHeld).sum();
	}

	/**
	 * Open the accounts of a peer, which are the same for all who open them.
	 * @param name the authenticated name of the peer
	 * @return the accounts, to be closed when no more will be taken from them
	 */
	public PeerMemory open(String name) {
		if (this.peers.size() >= MANY_PEERS) {
			this.peers.keySet().forEach((each) -> this.peers.computeIfPresent(each, (key, open) -> unlessIdle(open)));
		}
		return this.peers.compute(name, (key, open) -> {
			PeerMemory peer = (open != null) ? open : new PeerMemory(this, key);
			peer.opened();
			return peer;
		});
	}

	/**
	 * Return whose messages those of a socket are whose peers have no name, such as the
	 * servers that it connects to.
	 * @param socket the name of the socket
	 * @return the name of the accounts
	 */
	public static String nameOf(String socket) {
		return "socket " + socket;
	}

	/**
	 * Hold some bytes of a peer, whether there is room for them or not, and whether it
	 * has opened accounts or not.
	 * @param stage the stage
	 * @param name the name of the peer
	 * @param bytes the number of bytes
	 */
	public void take(Stage stage, String name, long bytes) {
		this.peers.compute(name, (key, open) -> {
			PeerMemory peer = (open != null) ? open : new PeerMemory(this, key);
			peer.getAccount(stage).take(bytes);
			return peer;
		});
	}

	/**
	 * Hold some bytes of a peer no more.
	 * @param stage the stage
	 * @param name the name of the peer
	 * @param bytes the number of bytes
	 */
	public void release(Stage stage, String name, long bytes) {
		this.peers.computeIfPresent(name, (key, open) -> {
			open.getAccount(stage).release(bytes);
			return unlessIdle(open);
		});
	}

	/**
	 * Return how many peers have open accounts.
	 * @return the number of peers
	 */
	int getPeerCount() {
		return this.peers.size();
	}

	void close(PeerMemory peer) {
		this.peers.computeIfPresent(peer.getName(), (key, open) -> {
			open.closed();
			return unlessIdle(open);
		});
	}

	private static @Nullable PeerMemory unlessIdle(PeerMemory peer) {
		return (peer.isIdle()) ? null : peer;
	}

	/**
	 * What a message goes through.
	 */
	public enum Stage {

		/** A part of it has arrived. */
		RECEIVING,

		/** All of it has arrived, and it waits until it was handled. */
		RECEIVED,

		/** It waits for the thread that owns the socket. */
		QUEUED,

		/** It waits for the network and its peer. */
		SENDING

	}

}
