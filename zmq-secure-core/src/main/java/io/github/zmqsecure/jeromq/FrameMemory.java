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

/**
 * Asked before memory is allocated for a frame that a peer has announced and not sent
 * yet. Thread-safe.
 */
interface FrameMemory {

	/**
	 * Grant memory for a frame.
	 * @param announced bytes of the frame
	 * @param received bytes of it that were received, which is all that was granted
	 * before
	 * @return how much may be allocated in all, more than was received; or nothing, to
	 * pause the connection
	 */
	int grant(int announced, int received);

	/**
	 * Return what a frame is granted as its bytes arrive, so that announcing costs
	 * nothing.
	 * @param announced bytes of the frame
	 * @param received bytes of it that were received
	 * @return some kilobytes at first, then some times as much as was received
	 */
	static int part(int announced, int received) {
		return (int) Math.min(announced, Math.max(8 * 1024, received * 4L));
	}

	/**
	 * Take back what was granted for a frame that is complete, or will never be.
	 * @param granted the last grant
	 */
	void release(int granted);

}
