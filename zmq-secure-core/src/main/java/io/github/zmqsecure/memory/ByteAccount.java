// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.memory;

import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * Bytes that are held, and a limit for them. An account may be part of a larger one,
 * whose limit then counts too, and fairly: no part may hold more than what it leaves free
 * for others. What is larger than a limit is let pass when nothing else is held, so that
 * a limit slows down and never stops. Exact, lock-free and thread-safe.
 *
 * @since 0.1.0
 */
public final class ByteAccount {

	private final AtomicLong held = new AtomicLong();

	private final long limit;

	private final @Nullable ByteAccount whole;

	private final boolean fair;

	/**
	 * Create an account that is part of no other.
	 * @param limit how many bytes may be held
	 */
	public ByteAccount(long limit) {
		this(limit, null, true);
	}

	private ByteAccount(long limit, @Nullable ByteAccount whole, boolean fair) {
		this.limit = limit;
		this.whole = whole;
		this.fair = fair;
	}

	/**
	 * Create an account that is part of this one.
	 * @param limit how many of the bytes may be held there
	 * @return the part
	 */
	public ByteAccount part(long limit) {
		return new ByteAccount(limit, this, true);
	}

	/**
	 * Create an account that is part of this one, and may hold as much as its limit
	 * permits whatever it leaves free for others: for what stays, and has to find room
	 * again after a restart in whatever order its owners come.
	 * @param limit how many of the bytes may be held there
	 * @return the part
	 */
	public ByteAccount quota(long limit) {
		return new ByteAccount(limit, this, false);
	}

	/**
	 * Return how many bytes are held.
	 * @return the number of bytes
	 */
	public long getHeld() {
		return this.held.get();
	}

	/**
	 * Return how many bytes are held by those that no other limit tells apart: by the
	 * larger account where that is itself a part, else here.
	 * @return the number of bytes
	 */
	public long getHeldByAll() {
		return (this.whole != null && this.whole.whole != null) ? this.whole.getHeldByAll() : getHeld();
	}

	/**
	 * Return how many bytes may be held.
	 * @return the number of bytes
	 */
	public long getLimit() {
		return this.limit;
	}

	/**
	 * Return how many more bytes may be held, whatever the larger account holds.
	 * @return the number of bytes, negative if more are held than may be
	 */
	public long getFree() {
		return this.limit - this.held.get();
	}

	/**
	 * Return whether there is room for some bytes at this moment.
	 * @param bytes the number of bytes
	 * @return whether they could be taken
	 */
	public boolean hasRoom(long bytes) {
		return fits(this.held.get(), bytes) && (this.whole == null || this.whole.hasRoom(bytes));
	}

	/**
	 * Return whether some bytes would be within the limit of this account, whatever the
	 * larger one holds.
	 * @param bytes the number of bytes
	 * @return whether the limit permits them
	 */
	public boolean permits(long bytes) {
		long held = this.held.get();
		return held <= 0 || held + bytes <= this.limit;
	}

	/**
	 * Hold some bytes if there is room for them.
	 * @param bytes the number of bytes
	 * @return whether they are held now
	 */
	public boolean tryTake(long bytes) {
		long held;
		do {
			held = this.held.get();
			if (!fits(held, bytes)) {
				return false;
			}
		}
		while (!this.held.compareAndSet(held, held + bytes));
		if (this.whole != null && !this.whole.tryTake(bytes)) {
			this.held.addAndGet(-bytes);
			return false;
		}
		return true;
	}

	/**
	 * Hold some bytes, whether there is room for them or not.
	 * @param bytes the number of bytes; negative to hold fewer
	 */
	public void take(long bytes) {
		this.held.addAndGet(bytes);
		if (this.whole != null) {
			this.whole.take(bytes);
		}
	}

	/**
	 * Hold some bytes no more.
	 * @param bytes the number of bytes
	 */
	public void release(long bytes) {
		take(-bytes);
	}

	private boolean fits(long held, long bytes) {
		if (held <= 0) {
			return true;
		}
		return held + bytes <= this.limit && (this.whole == null || !this.fair || held + bytes <= this.whole.getFree());
	}

	@Override
	public String toString() {
		return "ByteAccount[" + getHeld() + " of " + this.limit + " bytes]";
	}

}
