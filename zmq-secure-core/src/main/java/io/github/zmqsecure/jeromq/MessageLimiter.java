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

import org.jspecify.annotations.Nullable;
import zmq.Msg;

/**
 * Counts the frames of the message that one connection is receiving. JeroMQ counts whole
 * messages only, so that one which never ends would fill the memory. For the I/O thread
 * only.
 */
class MessageLimiter {

	private final MessageLimits limits;

	private int frames;

	private long bytes;

	MessageLimiter(MessageLimits limits) {
		this.limits = limits;
	}

	/**
	 * Count a frame.
	 * @param frame the frame, which is no command
	 * @return the name of the socket option that the message exceeds, or {@code null} if
	 * it exceeds none
	 */
	@Nullable String exceededBy(Msg frame) {
		this.frames++;
		this.bytes += frame.size();
		if (this.frames > this.limits.maxFrames()) {
			return "max-frames";
		}
		if (this.bytes > this.limits.maxBytes()) {
			return "max-message-bytes";
		}
		if (!frame.hasMore()) {
			this.frames = 0;
			this.bytes = 0;
		}
		return null;
	}

}
