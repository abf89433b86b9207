// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes that are on their way from one thread to another. What they hold is told to
 * accounts every few kilobytes only, so that small messages cost next to nothing; it is
 * exact whenever nothing is on its way. One thread puts, one thread takes; the rest is
 * thread-safe.
 *
 * @since 0.1.0
 */
public final class TransitAccount {

	/** As much as the account may not know of. */
	private static final int SLACK = 4096;

	private static final long CLOSED = Long.MIN_VALUE;

	private static final VarHandle PUT;

	private static final VarHandle TAKEN;

	static {
		try {
			MethodHandles.Lookup lookup = MethodHandles.lookup();
			PUT = lookup.findVarHandle(TransitAccount.class, "put", long.class);
			TAKEN = lookup.findVarHandle(TransitAccount.class, "taken", long.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private final ByteAccount[] accounts;

	private final AtomicLong told = new AtomicLong();

	private long put;

	private long putUntold;

	/** What the one who puts saw last of what was taken. */
	private long takenSeen;

	private long taken;

	private long takenUntold;

	/**
	 * Create an account of bytes on their way.
	 * @param accounts what they are told to
	 */
	public TransitAccount(ByteAccount... accounts) {
		this.accounts = accounts.clone();
	}

	/**
	 * Put in some bytes, just before the other thread may take them.
	 * @param bytes the number of bytes
	 */
	public void put(long bytes) {
		PUT.setRelease(this, this.put + bytes);
		this.putUntold += bytes;
		if (this.putUntold >= SLACK) {
			this.putUntold = 0;
			tell();
		}
	}

	/**
	 * Take out some bytes.
	 * @param bytes the number of bytes
	 * @return whether that was told to the account
	 */
	public boolean take(long bytes) {
		TAKEN.setRelease(this, this.taken + bytes);
		this.takenUntold += bytes;
		boolean tell = this.takenUntold >= SLACK;
		if (tell) {
			this.takenUntold = 0;
			tell();
		}
		return tell;
	}

	/**
	 * Say that nothing is left to be taken. For the one who takes.
	 */
	public void drained() {
		if (this.told.get() > 0) {
			this.takenUntold = 0;
			tell();
		}
	}

	/**
	 * Return whether there is room for some bytes, or nothing on its way. For the one who
	 * puts.
	 * @param bytes the number of bytes
	 * @param limit how many may be on their way
	 * @return whether they could be put
	 */
	public boolean hasRoom(long bytes, long limit) {
		if (this.put - this.takenSeen + bytes <= limit) {
			return true;
		}
		this.takenSeen = (long) TAKEN.getAcquire(this);
		long held = this.put - this.takenSeen;
		return held <= 0 || held + bytes <= limit;
	}

	/**
	 * Return how many bytes are on their way.
	 * @return the number of bytes
	 */
	public long getHeld() {
		long taken = (long) TAKEN.getAcquire(this);
		return Math.max(0, (long) PUT.getAcquire(this) - taken);
	}

	/**
	 * Return how many bytes were taken so far.
	 * @return the number of bytes
	 */
	public long getTaken() {
		return (long) TAKEN.getAcquire(this);
	}

	/**
	 * Give up the bytes that are on their way, since nobody will take them any more.
	 */
	public void close() {
		long told = this.told.getAndSet(CLOSED);
		if (told != CLOSED) {
			tell(-told);
		}
	}

	/**
	 * Both threads may tell. Whoever was the last to do so looks again, so that what the
	 * account knows of does not stay behind.
	 */
	private void tell() {
		while (true) {
			long told = this.told.get();
			long held = getHeld();
			if (told == CLOSED || told == held) {
				return;
			}
			if (this.told.compareAndSet(told, held)) {
				tell(held - told);
			}
		}
	}

	private void tell(long bytes) {
		for (ByteAccount account : this.accounts) {
			account.take(bytes);
		}
	}

}
