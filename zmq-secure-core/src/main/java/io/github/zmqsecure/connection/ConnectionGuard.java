// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.zmqsecure.RateLimitedLog;
import io.github.zmqsecure.jeromq.FlowControl;
import io.github.zmqsecure.memory.MemoryBudget;
import io.github.zmqsecure.thread.GuardedThread;
import io.github.zmqsecure.thread.GuardedThreads;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The thread that looks after handshakes under way and silent peers. It sleeps while
 * there are none.
 */
class ConnectionGuard {

	private static final Log logger = LogFactory.getLog(ConnectionGuard.class);

	private static final RateLimitedLog failureLog = new RateLimitedLog(logger, Duration.ofSeconds(10));

	private static final Duration PERIOD = Duration.ofMillis(20);

	private final List<SocketConnections> sockets = new CopyOnWriteArrayList<>();

	private final FlowControl flow;

	private final GuardedThread thread;

	/** Whether the guard may rest for longer than its period. */
	private volatile boolean resting = true;

	ConnectionGuard(GuardedThreads threads, MemoryBudget memory) {
		this.thread = threads.create("zmq-secure-guard", this::sweep);
		this.flow = new FlowControl(memory, this.thread::wake);
	}

	FlowControl getFlow() {
		return this.flow;
	}

	void add(SocketConnections socket) {
		this.sockets.add(socket);
	}

	void start() {
		this.thread.start();
	}

	void stop() {
		this.thread.stop();
	}

	/**
	 * Wake the guard, since there is a handshake to look after, unless it will look
	 * within its period anyway: of many handshakes each wakes it several times.
	 */
	void wake() {
		if (this.resting) {
			this.thread.wake();
		}
	}

	private Duration sweep() {
		this.resting = true;
		Duration pause = GuardedThread.UNTIL_WOKEN;
		for (SocketConnections socket : this.sockets) {
			pause = shorter(pause, sweep(socket));
		}
		this.flow.tick();
		pause = this.flow.isWaitedFor() ? shorter(pause, PERIOD) : pause;
		this.resting = pause.compareTo(PERIOD) > 0;
		return pause;
	}

	/**
	 * What fails for one socket must not cost the others.
	 */
	private Duration sweep(SocketConnections socket) {
		try {
			socket.getSweeper().sweep();
			Duration pause = socket.getHeartbeatMonitor().check();
			return socket.getSweeper().needsSweep() ? shorter(pause, PERIOD) : pause;
		}
		catch (Throwable ex) {
			failureLog.error("The connections of a socket could not be looked after; that is tried again", ex);
			return PERIOD;
		}
	}

	private static Duration shorter(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

}
