// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.github.zmqsecure.memory.MemoryBudget;
import org.jspecify.annotations.Nullable;
import zmq.Ctx;

/**
 * Who waits for memory on one I/O thread, and who of it keeps others waiting, on
 * whichever I/O thread. One connection of all may always finish its message, so that
 * those that are half way don't wait for each other. For that thread, where nothing else
 * is said.
 */
final class IoThreadFlow {

	/** As long as a peer may keep others waiting without getting on. */
	private static final long PATIENCE = TimeUnit.SECONDS.toNanos(2);

	/** So much of the time between two sweeps counts, however long it was. */
	static final long LONGEST_TICK = TimeUnit.MILLISECONDS.toNanos(250);

	private final MemoryBudget budget;

	private final Ctx ctx;

	private final IoThreadExecutor executor;

	private final MemoryShortage shortage;

	private final Runnable wakeGuard;

	private final Set<ConnectionFlow> connections = ConcurrentHashMap.newKeySet();

	private final Set<InboundMeter> waiting = new LinkedHashSet<>();

	private final Set<OutboundMeter> waitingToSend = new LinkedHashSet<>();

	/** Of those who wait, the one that is asked whether it can go on. */
	private @Nullable InboundMeter next;

	private int prune = 64;

	private long swept = System.nanoTime();

	private volatile long patience;

	private volatile boolean waited;

	private volatile boolean limited;

	private volatile boolean closed;

	IoThreadFlow(MemoryBudget budget, Ctx ctx, int tid, MemoryShortage shortage, Runnable wakeGuard) {
		this.shortage = shortage;
		this.wakeGuard = wakeGuard;
		this.budget = budget;
		this.ctx = ctx;
		this.executor = new IoThreadExecutor(ctx, tid, JeromqInternals.get().mailbox().poller(ctx, tid));
	}

	MemoryBudget getBudget() {
		return this.budget;
	}

	Ctx getCtx() {
		return this.ctx;
	}

	IoThreadExecutor getExecutor() {
		return this.executor;
	}

	void add(ConnectionFlow connection) {
		this.connections.add(connection);
		if (this.closed) {
			close();
			return;
		}
		if (this.connections.size() >= this.prune) {
			this.connections.removeIf(ConnectionFlow::isOver);
			this.prune = 2 * Math.max(32, this.connections.size());
		}
	}

	/** Keep nothing of a connection any more. By any thread. */
	void forget(ConnectionFlow connection) {
		this.connections.remove(connection);
	}

	/** Have a connection wait. */
	void await(InboundMeter meter) {
		this.waiting.remove(meter);
		this.waiting.add(meter);
		this.shortage.receiving(this, true);
		if (meter.isKeptWaiting()) {
			this.shortage.keptWaiting(this, true);
		}
		waited();
	}

	void await(OutboundMeter meter) {
		this.waitingToSend.add(meter);
		this.shortage.sending();
		waited();
	}

	private void waited() {
		if (!this.waited) {
			this.waited = true;
			this.wakeGuard.run();
		}
	}

	/** Have those look again that wait to send, if there are any. */
	void wakeSenders() {
		if (!this.waitingToSend.isEmpty()) {
			wake();
		}
	}

	void served(InboundMeter meter) {
		this.waiting.remove(meter);
		this.shortage.receiving(this, !this.waiting.isEmpty());
	}

	/**
	 * Return the turn to finish a message although there is no room, which one connection
	 * of all I/O threads has.
	 */
	MessageTurn getFinishing() {
		return this.shortage.getFinishing();
	}

	/**
	 * Take a turn unless another has it, or others wait and it is not yet the time of
	 * this one.
	 */
	boolean take(MessageTurn turn, InboundMeter meter) {
		if (turn.isOf(meter)) {
			return true;
		}
		boolean mayTake = (this.next == meter) ? isFirst(meter) : !this.shortage.isReceiving();
		boolean taken = mayTake && turn.take(meter);
		if (taken) {
			this.shortage.tookTurn(meter.getPeer());
		}
		return taken;
	}

	/** Whether none who waits on another I/O thread has had no turn for longer. */
	boolean isFirst(InboundMeter meter) {
		return this.shortage.isFirst(this, lastTurn(meter));
	}

	private long lastTurn(InboundMeter meter) {
		return this.shortage.lastTurn(meter.getPeer());
	}

	/**
	 * Return how long somebody has waited, in nanoseconds from anywhere. While this
	 * thread does not get on, as in a long garbage collection, no peer could have shown
	 * that it does. By any thread.
	 */
	long patience() {
		return this.patience;
	}

	/** Take note that a socket found no room to send. By any thread. */
	void wanted() {
		this.shortage.sending();
	}

	/** Take note that a connection is taken for full by its socket. By any thread. */
	void limited() {
		if (!this.limited) {
			this.limited = true;
			this.wakeGuard.run();
		}
	}

	/** Return whether somebody waits, be it on another I/O thread. By any thread. */
	boolean isWaitedFor() {
		return this.waited || this.limited || this.shortage.isReceiving() || this.shortage.isSending();
	}

	/** Look whether somebody who waits can go on. By any thread. */
	void wake() {
		this.executor.execute(this::resume);
	}

	/** Look after those who wait. By any thread. */
	void tick() {
		this.executor.execute(this::sweep);
	}

	/**
	 * Count no more what is on its way, since its context was taken down. By any thread.
	 */
	void close() {
		this.closed = true;
		this.connections.forEach(ConnectionFlow::close);
		this.connections.clear();
	}

	/**
	 * Those first whose peers had no turn for longest, of them those whose peers hold
	 * least, all that nobody named together, and of them those that came first; who has
	 * to wait again does so behind the others.
	 */
	private void resume() {
		List<InboundMeter> receivers = this.waiting.stream()
			.sorted(Comparator.comparingLong(this::lastTurn)
				.thenComparingLong(InboundMeter::getHeldByAll)
				.thenComparingLong(InboundMeter::getHeldByPeer))
			.toList();
		try {
			for (InboundMeter each : receivers) {
				this.next = each;
				if (this.waiting.contains(each) && each.mayGoOn()) {
					each.connection().resume();
					if (this.waiting.contains(each)) {
						this.shortage.tookTurn(each.getPeer());
					}
				}
			}
		}
		finally {
			this.next = null;
		}
		this.waitingToSend.stream()
			.sorted(Comparator.comparingLong(OutboundMeter::getHeldByAll)
				.thenComparingLong(OutboundMeter::getHeldByPeer))
			.filter(OutboundMeter::readAgain)
			.toList()
			.forEach(this.waitingToSend::remove);
		if (!this.waitingToSend.isEmpty()) {
			this.shortage.sending();
		}
		this.shortage.receiving(this, !this.waiting.isEmpty());
		this.shortage.keptWaiting(this, this.waiting.stream().anyMatch(InboundMeter::isKeptWaiting));
		this.shortage.next(this,
				this.waiting.stream().filter(InboundMeter::couldFinish).mapToLong(this::lastTurn).min());
		this.waited = !this.waiting.isEmpty() || !this.waitingToSend.isEmpty();
	}

	private void sweep() {
		long now = System.nanoTime();
		long before = this.patience;
		this.patience = before + Math.min(LONGEST_TICK, now - this.swept);
		this.swept = now;
		this.connections.forEach(ConnectionFlow::dropUnsentIfEnded);
		if (this.shortage.isKeptWaiting()) {
			this.connections.stream()
				.filter((each) -> each.inbound().isStalled(this.patience, PATIENCE))
				.forEach((each) -> each.cut("max-bytes-per-connection"));
		}
		if (this.shortage.isSending()) {
			ConnectionFlow cut = this.shortage.makeRoom(this,
					this.connections.stream().filter((each) -> each.outbound().isStalled(this.patience, PATIENCE)));
			if (cut != null) {
				cut.cut("max-total-bytes");
			}
		}
		if (this.limited) {
			this.limited = false;
			if (this.connections.stream().filter(ConnectionFlow::staysLimited).count() > 0) {
				this.limited = true;
			}
		}
		resume();
	}

}
