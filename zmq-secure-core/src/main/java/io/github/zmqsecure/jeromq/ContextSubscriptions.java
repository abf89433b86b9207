// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;

import io.github.zmqsecure.socket.SocketSettings;
import org.zeromq.ZMQ;
import zmq.Ctx;

/**
 * What the subscriptions of each context take. A context that was taken down takes along
 * what its connections held, since their I/O thread may be dead, which would have given
 * it back. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ContextSubscriptions {

	private final SubscriptionLimits limits;

	private final ReentrantLock lock = new ReentrantLock();

	private final Map<Ctx, SubscriptionMemory> memories = new WeakHashMap<>();

	/**
	 * Create it for all contexts of an application.
	 * @param limits what subscribers may have sockets keep for them
	 */
	public ContextSubscriptions(SubscriptionLimits limits) {
		this.limits = limits;
	}

	/**
	 * Return what a socket accepts of its peers.
	 * @param socket the socket
	 * @param settings its settings
	 * @param relays whether another socket subscribes to what its peers do
	 * @param discarded run for each message that the socket is not given
	 * @return the policy, for as long as the socket is open
	 */
	public FramePolicy policyOf(ZMQ.Socket socket, SocketSettings settings, boolean relays, Runnable discarded) {
		return memoryOf(socket.base().getCtx()).policyOf(settings, relays, discarded);
	}

	private SubscriptionMemory memoryOf(Ctx context) {
		this.lock.lock();
		try {
			return this.memories.computeIfAbsent(context, (key) -> new SubscriptionMemory(this.limits));
		}
		finally {
			this.lock.unlock();
		}
	}

}
