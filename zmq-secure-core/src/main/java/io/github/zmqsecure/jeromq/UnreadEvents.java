// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.util.IdentityHashMap;
import java.util.concurrent.locks.ReentrantLock;

import io.github.zmqsecure.memory.ByteAccount;
import zmq.SocketBase;

/**
 * What an XPUB was given by its subscribers and the application may not have read. JeroMQ
 * keeps it in a queue without a limit, which no high-water mark counts. Whoever filled it
 * pays until it is seen empty. Thread-safe.
 */
final class UnreadEvents {

	/** Of an event: what holds its bytes. */
	private static final long EVENT_BYTES = 96;

	private final ReentrantLock lock = new ReentrantLock();

	private final IdentityHashMap<ByteAccount, Long> payers = new IdentityHashMap<>();

	/**
	 * Ask whether a socket may be given one more.
	 * @param socket the socket
	 * @param size how large it is
	 * @param account who pays
	 * @return whether there is room
	 */
	boolean admit(SocketBase socket, int size, ByteAccount account) {
		long bytes = size + EVENT_BYTES;
		this.lock.lock();
		try {
			if (!JeromqInternals.get().pipes().hasUnreadEvents(socket)) {
				this.payers.forEach(ByteAccount::release);
				this.payers.clear();
			}
			if (!account.tryTake(bytes)) {
				return false;
			}
			this.payers.merge(account, bytes, Long::sum);
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

}
