// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.util.concurrent.TimeUnit;

import io.github.zmqsecure.memory.ByteAccount;
import io.github.zmqsecure.memory.HeldBytes;

/**
 * The copy by which one connection of a publisher sends a message, for which there must
 * be room. For the connection's I/O thread, where nothing else is said.
 */
final class SealedCopy {

	/** Smaller frames need no room of their own. */
	private static final int SMALL = 4096;

	/** Who sends a copy in that time is quick. */
	private static final long QUICK = TimeUnit.MILLISECONDS.toNanos(100);

	private final ByteAccount peer;

	private final CopyRoom room;

	private final HeldBytes ofPeer;

	private final HeldBytes asQuick;

	private final HeldBytes asOther;

	private long held;

	private long since;

	/** Changes between two copies only. */
	private boolean quick;

	SealedCopy(ByteAccount peer, CopyRoom room) {
		this.peer = peer;
		this.room = room;
		this.ofPeer = new HeldBytes(peer);
		this.asQuick = new HeldBytes(room.quick());
		this.asOther = new HeldBytes(room.others());
	}

	boolean hasRoom(long bytes) {
		ByteAccount room = (this.quick) ? this.room.quick() : this.room.others();
		return bytes <= SMALL || (this.peer.hasRoom(bytes) && room.hasRoom(bytes));
	}

	void take(long bytes) {
		this.held = bytes;
		this.ofPeer.take(bytes);
		ofRoom().take(bytes);
		if (bytes > SMALL) {
			this.since = System.nanoTime();
		}
	}

	/**
	 * The copy was sent, if there was one.
	 * @return whether there is more room than before
	 */
	boolean sent() {
		long bytes = this.held;
		if (bytes == 0) {
			return false;
		}
		this.held = 0;
		this.ofPeer.release(bytes);
		ofRoom().release(bytes);
		if (bytes > SMALL) {
			this.quick = System.nanoTime() - this.since < QUICK;
		}
		return true;
	}

	/** Hold nothing any more. By any thread: that of the connection may be dead. */
	void close() {
		this.ofPeer.close();
		this.asQuick.close();
		this.asOther.close();
	}

	private HeldBytes ofRoom() {
		return (this.quick) ? this.asQuick : this.asOther;
	}

}
