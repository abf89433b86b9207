// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

import io.github.zmqsecure.auth.ZapSupervisor;
import io.github.zmqsecure.socket.HardenedContext;

/**
 * Opens the sockets again, on a fresh context where the old one has failed. Each step may
 * fail and be done again. For the thread of the {@link ContextWatchdog} only.
 */
class SocketRebuilder {

	private static final Duration LEAVE_TIMEOUT = Duration.ofSeconds(2);

	private final HardenedContext context;

	private final ZapSupervisor authentication;

	private final List<SocketLifecycle> sockets;

	private boolean authenticates = true;

	SocketRebuilder(HardenedContext context, ZapSupervisor authentication, Collection<SocketLifecycle> sockets) {
		this.context = context;
		this.authentication = authentication;
		this.sockets = List.copyOf(sockets);
	}

	/**
	 * Return whether all sockets are open that should be.
	 */
	boolean isComplete() {
		return this.authenticates && this.sockets.stream().allMatch((socket) -> !socket.isRunning() || socket.isOpen());
	}

	/**
	 * Leave the context, and put a fresh one in its place. No server is open until the
	 * ZAP handler answers on it.
	 */
	void renewContext() {
		this.authenticates = false;
		this.sockets.forEach(SocketLifecycle::abandon);
		long deadline = SocketLifecycle.deadline(LEAVE_TIMEOUT);
		this.sockets.forEach((socket) -> socket.awaitLeft(deadline));
		this.authentication.close();
		this.context.renew();
	}

	/**
	 * Open all sockets that should be open.
	 * @throws RuntimeException if one of them could not be opened; the others are
	 */
	void reopen() {
		if (!this.authenticates) {
			this.authentication.close();
			this.authentication.start();
			this.authenticates = true;
		}
		RuntimeException failure = null;
		for (SocketLifecycle socket : this.sockets) {
			try {
				socket.reopen();
			}
			catch (RuntimeException ex) {
				failure = ex;
			}
		}
		if (failure != null) {
			throw failure;
		}
	}

}
