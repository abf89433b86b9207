/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

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
