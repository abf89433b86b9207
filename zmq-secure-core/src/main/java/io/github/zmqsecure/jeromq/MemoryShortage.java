// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What the I/O threads of one context know of each other while memory is short: whoever
 * waits on one of them may wait for a connection of another. Thread-safe.
 */
final class MemoryShortage {

	/** As long as somebody who found no room counts as waiting. */
	private static final long WANTED = TimeUnit.MILLISECONDS.toNanos(200);

	private static final Comparator<ConnectionFlow> MAKES_ROOM = Comparator
		.comparingLong((ConnectionFlow each) -> each.outbound().getHeldByAll())
		.thenComparingLong((each) -> each.outbound().getHeldByPeer())
		.thenComparingLong((each) -> each.outbound().getHeld())
		.thenComparingLong((each) -> -each.outbound().getProgressed());

	private final Runnable wakeGuard;

	/** One connection of all may finish its message. */
	private final MessageTurn finishing = new MessageTurn();

	/** When each peer had a turn last, counted in turns. */
	private final Map<String, Long> turns = new ConcurrentHashMap<>();

	private final AtomicLong turn = new AtomicLong();

	/** The last turn of who is the next on each I/O thread. */
	private final Map<IoThreadFlow, Long> next = new ConcurrentHashMap<>();

	/** The stalled connection of each I/O thread that would make most room to send. */
	private final Map<IoThreadFlow, ConnectionFlow> candidates = new HashMap<>();

	/** The connection that was cut last since a socket found no room to send. */
	private @Nullable ConnectionFlow makingRoom;

	private @Nullable IoThreadFlow makingRoomOn;

	private long makesRoomSince;

	/** I/O threads on which somebody waits for room to receive. */
	private final Set<IoThreadFlow> receiving = ConcurrentHashMap.newKeySet();

	private final Set<IoThreadFlow> keptWaiting = ConcurrentHashMap.newKeySet();

	private volatile long sendingAt = System.nanoTime() - WANTED;

	MemoryShortage(Runnable wakeGuard) {
		this.wakeGuard = wakeGuard;
	}

	/** Take note whether somebody waits on an I/O thread for room to receive. */
	void receiving(IoThreadFlow ioThread, boolean waits) {
		note(this.receiving, ioThread, waits);
	}

	/**
	 * Take note of the last turn of who is the next on an I/O thread, if there is one.
	 */
	void next(IoThreadFlow ioThread, OptionalLong lastTurn) {
		if (lastTurn.isPresent()) {
			this.next.put(ioThread, lastTurn.getAsLong());
		}
		else {
			this.next.remove(ioThread);
		}
	}

	/** Whether nobody on another I/O thread had the last turn before this one. */
	boolean isFirst(IoThreadFlow ioThread, long lastTurn) {
		return this.next.entrySet()
			.stream()
			.allMatch((each) -> each.getKey() == ioThread || lastTurn <= each.getValue());
	}

	/** Take note whether somebody waits on an I/O thread for what others hold. */
	void keptWaiting(IoThreadFlow ioThread, boolean waits) {
		note(this.keptWaiting, ioThread, waits);
	}

	private static void note(Set<IoThreadFlow> ioThreads, IoThreadFlow ioThread, boolean waits) {
		if (waits) {
			ioThreads.add(ioThread);
		}
		else {
			ioThreads.remove(ioThread);
		}
	}

	/** Whether somebody waits for what others hold, on whichever I/O thread. */
	boolean isKeptWaiting() {
		return !this.keptWaiting.isEmpty();
	}

	/** Take note that a socket, or a connection, found no room to send. */
	void sending() {
		long now = System.nanoTime();
		boolean known = now - this.sendingAt < WANTED / 2;
		this.sendingAt = now;
		if (!known) {
			this.wakeGuard.run();
		}
	}

	/** Whether somebody waits for room to receive, on whichever I/O thread. */
	boolean isReceiving() {
		return !this.receiving.isEmpty();
	}

	/** Whether somebody waits for room to send, on whichever I/O thread. */
	boolean isSending() {
		return System.nanoTime() - this.sendingAt < WANTED;
	}

	MessageTurn getFinishing() {
		return this.finishing;
	}

	/** Take note that a peer has a turn. */
	void tookTurn(String peer) {
		this.turns.put(peer, this.turn.incrementAndGet());
	}

	/** In which turn a peer had its last one, zero for none. */
	long lastTurn(String peer) {
		return this.turns.getOrDefault(peer, 0L);
	}

	/**
	 * Ask whether a connection is to be cut so that there is room to send: no other of
	 * any I/O thread would make more, and none has just been cut.
	 * @param ioThread the I/O thread that asks
	 * @param stalled those of its connections that keep others waiting
	 * @return the connection to be cut, {@code null} for none
	 */
	synchronized @Nullable ConnectionFlow makeRoom(IoThreadFlow ioThread, Stream<ConnectionFlow> stalled) {
		this.candidates.values().removeIf(ConnectionFlow::isEnded);
		ConnectionFlow candidate = stalled.max(MAKES_ROOM).orElse(null);
		if (candidate == null) {
			this.candidates.remove(ioThread);
			return null;
		}
		this.candidates.put(ioThread, candidate);
		if (isMakingRoom() || this.candidates.values().stream().max(MAKES_ROOM).orElse(null) != candidate) {
			return null;
		}
		this.makingRoom = candidate;
		this.makingRoomOn = ioThread;
		this.makesRoomSince = ioThread.patience();
		return candidate;
	}

	/** Whether what a connection held that was cut is on its way back. */
	private boolean isMakingRoom() {
		return this.makingRoom != null && this.makingRoomOn != null && !this.makingRoom.isOver()
				&& this.makingRoomOn.patience() - this.makesRoomSince < IoThreadFlow.LONGEST_TICK;
	}

}
