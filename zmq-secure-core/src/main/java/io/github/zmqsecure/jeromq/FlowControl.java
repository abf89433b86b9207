// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.zmqsecure.memory.ByteAccount;
import io.github.zmqsecure.memory.MemoryBudget;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;
import zmq.Ctx;

/**
 * Holds up connections whose messages find no room in the memory that all share, and lets
 * them go on when there is room. Thread-safe.
 *
 * @since 0.1.0
 */
public final class FlowControl {

	private final MemoryBudget budget;

	/**
	 * What all publishers gave to their connections. It leaves room for the copies by
	 * which it is sent, without which it would wait for itself.
	 */
	private final ByteAccount published;

	/** The copies by which publishers send. */
	private final CopyRoom copies;

	private final Runnable wake;

	private final Map<String, SocketFlow> sockets = new ConcurrentHashMap<>();

	private final List<IoThreadFlow> ioThreads = new CopyOnWriteArrayList<>();

	/** Of the context as it is now. */
	private volatile MemoryShortage shortage;

	/** The context as it is now, {@code null} before there is a socket. */
	private @Nullable Ctx current;

	/** Those whose place another took. */
	private final Set<Ctx> formerContexts = Collections.newSetFromMap(new WeakHashMap<>());

	/**
	 * Create the flow control of all sockets.
	 * @param budget what messages may occupy
	 * @param wake wakes the one who calls {@link #tick()} while somebody waits
	 */
	public FlowControl(MemoryBudget budget, Runnable wake) {
		this.budget = budget;
		ByteAccount sending = budget.getAccount(MemoryBudget.Stage.SENDING);
		this.published = sending.part(sending.getLimit() * 3 / 8);
		this.copies = new CopyRoom(sending.getLimit() * 3 / 8);
		this.wake = wake;
		this.shortage = new MemoryShortage(wake);
	}

	/**
	 * Return what bounds the messages of a socket.
	 * @param socket the socket, neither bound nor connected yet
	 * @param name its name
	 * @return the bounds
	 */
	public SocketFlow forSocket(ZMQ.Socket socket, String name) {
		Ctx ctx = socket.base().getCtx();
		SocketFlow flow = new SocketFlow(this, socket, name);
		if (makeCurrent(ctx)) {
			SocketFlow former = this.sockets.put(name, flow);
			if (former != null && !former.isOf(ctx)) {
				former.close();
			}
		}
		return flow;
	}

	/**
	 * Return whether somebody waits for memory.
	 * @return whether {@link #tick()} should be called soon
	 */
	public boolean isWaitedFor() {
		for (IoThreadFlow each : this.ioThreads) {
			if (each.isWaitedFor()) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Let those go on who can, and cut those who keep others waiting.
	 */
	public void tick() {
		for (IoThreadFlow each : this.ioThreads) {
			if (each.isWaitedFor()) {
				each.tick();
			}
		}
	}

	/** Take note that a socket found no room to send. */
	void wanted() {
		this.shortage.sending();
	}

	ByteAccount getPublished() {
		return this.published;
	}

	CopyRoom getCopies() {
		return this.copies;
	}

	MemoryBudget getBudget() {
		return this.budget;
	}

	/**
	 * A context that is new has taken the place of the former one, and what was on its
	 * way in that is lost with it. A socket of a former one may come late.
	 * @return whether the context is the one that there is now
	 */
	private synchronized boolean makeCurrent(Ctx ctx) {
		if (this.formerContexts.contains(ctx)) {
			return false;
		}
		if (this.current != ctx) {
			if (this.current != null) {
				this.formerContexts.add(this.current);
			}
			this.current = ctx;
			this.ioThreads.forEach(IoThreadFlow::close);
			this.ioThreads.clear();
			this.shortage = new MemoryShortage(this.wake);
		}
		return true;
	}

	/**
	 * Return who waits on an I/O thread. One of a former context, which comes back late,
	 * counts nothing.
	 */
	synchronized IoThreadFlow of(Ctx ctx, int tid) {
		for (IoThreadFlow each : this.ioThreads) {
			if (each.getCtx() == ctx && each.getExecutor().getTid() == tid) {
				return each;
			}
		}
		IoThreadFlow flow = new IoThreadFlow(this.budget, ctx, tid, this.shortage, this.wake);
		if (ctx == this.current) {
			this.ioThreads.add(flow);
		}
		else {
			flow.close();
		}
		return flow;
	}

}
