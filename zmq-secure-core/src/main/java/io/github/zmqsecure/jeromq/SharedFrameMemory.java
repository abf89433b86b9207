// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that all connections share. A frame is granted all that it announces while
 * there is plenty; then it grows as its bytes arrive, so that announcing costs nothing.
 * It never pauses a connection.
 */
final class SharedFrameMemory implements FrameMemory {

	static final FrameMemory INSTANCE = new SharedFrameMemory(Runtime.getRuntime().maxMemory() / 16);

	private final AtomicLong granted = new AtomicLong();

	private final long plenty;

	SharedFrameMemory(long plenty) {
		this.plenty = plenty;
	}

	@Override
	public int grant(int announced, int received) {
		boolean all = this.granted.get() + announced <= this.plenty;
		int granted = (all) ? announced : FrameMemory.part(announced, received);
		this.granted.addAndGet(granted - received);
		return granted;
	}

	@Override
	public void release(int granted) {
		this.granted.addAndGet(-granted);
	}

}
