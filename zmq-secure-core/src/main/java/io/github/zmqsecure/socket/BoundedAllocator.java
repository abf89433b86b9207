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

package io.github.zmqsecure.socket;

import zmq.Msg;
import zmq.msg.MsgAllocator;

/**
 * Allocates no frame above a limit. JeroMQ compares an announced length as a signed
 * number, so lengths from 2^63 on pass its own limit and kill the I/O thread. An empty
 * frame is never a valid CURVE command and makes it close the connection; an allocator
 * that throws would make it spin.
 *
 * @param limit bytes of a frame on the wire
 */
record BoundedAllocator(int limit) implements MsgAllocator {

	@Override
	public Msg allocate(int size) {
		return new Msg((size < 0 || size > this.limit) ? 0 : size);
	}

}
