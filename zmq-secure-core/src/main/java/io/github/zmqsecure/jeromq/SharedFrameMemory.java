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
