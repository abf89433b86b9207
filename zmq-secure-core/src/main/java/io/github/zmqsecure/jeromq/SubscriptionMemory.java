// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import io.github.zmqsecure.memory.ByteAccount;
import io.github.zmqsecure.memory.UnnamedPeers;
import io.github.zmqsecure.socket.SocketOption;
import io.github.zmqsecure.socket.SocketSettings;
import io.github.zmqsecure.socket.SocketTraits;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import zmq.SocketBase;

/**
 * The memory that the subscriptions of all sockets of a context take, by peer.
 * Thread-safe.
 */
final class SubscriptionMemory {

	/** All peers that nobody named. */
	static final String NOBODY = "";

	private final SubscriptionLimits limits;

	private final ByteAccount total;

	private final ReentrantLock lock = new ReentrantLock();

	private final Map<String, Peer> peers = new HashMap<>();

	/**
	 * Create the memory.
	 * @param limits what subscribers may have sockets keep for them
	 */
	SubscriptionMemory(SubscriptionLimits limits) {
		this.limits = limits;
		this.total = new ByteAccount(limits.maxBytes());
	}

	/**
	 * Return what a socket accepts of its peers.
	 * @param settings the settings of the socket
	 * @param relays whether another socket subscribes to what its peers do
	 * @param discarded run for each message that the socket is not given
	 * @return the policy, for as long as the socket is open
	 */
	FramePolicy policyOf(SocketSettings settings, boolean relays, Runnable discarded) {
		SocketType type = settings.type();
		if (type == SocketType.RADIO) {
			return groups();
		}
		if (!SocketTraits.publishes(type)) {
			return FramePolicy.ALL;
		}
		boolean repeats = settings.options().isEnabled(SocketOption.XPUB_VERBOSE, type);
		boolean messages = type == SocketType.XPUB;
		return new SubscriptionPolicy(this, messages, repeats, relays && messages, discarded);
	}

	private FramePolicy groups() {
		return new FramePolicy() {

			@Override
			FrameFilter open(@Nullable String peer, SocketBase socket) {
				String name = (peer != null) ? peer : NOBODY;
				return new GroupFilter(limits(), SubscriptionMemory.this.open(name),
						() -> SubscriptionMemory.this.close(name));
			}

		};
	}

	SubscriptionLimits limits() {
		return this.limits;
	}

	/**
	 * Open the account of a connection, to be closed with the connection.
	 */
	ByteAccount open(String peer) {
		this.lock.lock();
		try {
			Peer account = this.peers.computeIfAbsent(ownerOf(peer),
					(name) -> new Peer(this.total.part(this.limits.maxBytes() / 2)));
			account.connections++;
			return account.bytes.part(this.limits.maxBytes() / 4);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Close the account of a connection. The peer goes on to pay for topics that others
	 * share.
	 */
	void close(String peer) {
		this.lock.lock();
		try {
			Peer account = this.peers.get(ownerOf(peer));
			if (account != null) {
				account.connections--;
			}
			this.peers.values().removeIf((each) -> each.connections == 0 && each.bytes.getHeld() <= 0);
		}
		finally {
			this.lock.unlock();
		}
	}

	static String ownerOf(String peer) {
		return (UnnamedPeers.contain(peer)) ? NOBODY : peer;
	}

	/**
	 * Return how many bytes the subscriptions of all peers hold.
	 */
	long held() {
		return this.total.getHeld();
	}

	/**
	 * Return how many peers are known.
	 */
	int peers() {
		return this.peers.size();
	}

	private static final class Peer {

		private final ByteAccount bytes;

		private int connections;

		Peer(ByteAccount bytes) {
			this.bytes = bytes;
		}

	}

}
