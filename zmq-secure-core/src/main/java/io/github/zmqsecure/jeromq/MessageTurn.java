// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * The turn to receive one message although there is no room for it. One connection of
 * several has it at a time, until its message is complete or the connection ends.
 * Thread-safe.
 */
final class MessageTurn {

	private final AtomicReference<@Nullable InboundMeter> holder = new AtomicReference<>();

	/**
	 * Take the turn unless another has it.
	 * @return whether it was taken, now or before
	 */
	boolean take(InboundMeter meter) {
		return isOf(meter) || this.holder.compareAndSet(null, meter);
	}

	boolean isOf(InboundMeter meter) {
		return this.holder.get() == meter;
	}

	/** Whether it could be taken at this moment. */
	boolean isFreeFor(InboundMeter meter) {
		InboundMeter holder = this.holder.get();
		return holder == null || holder == meter;
	}

	void giveBack(InboundMeter meter) {
		if (isOf(meter)) {
			this.holder.set(null);
		}
	}

}
