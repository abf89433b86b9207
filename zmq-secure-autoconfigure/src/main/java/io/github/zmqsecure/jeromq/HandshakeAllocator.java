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

import zmq.Msg;
import zmq.io.mechanism.Mechanism;
import zmq.msg.MsgAllocator;

/**
 * Lets a peer announce no more than a handshake needs before it is authenticated, since
 * JeroMQ allocates whatever a frame announces. An empty frame is no command of a
 * handshake, and ends the connection. For the I/O thread only.
 */
public final class HandshakeAllocator implements MsgAllocator {

	/** JeroMQ can't read longer commands, and nobody sends such. */
	public static final int MAX_COMMAND_SIZE = 1024;

	private final MsgAllocator allocator;

	private final Mechanism mechanism;

	HandshakeAllocator(MsgAllocator allocator, Mechanism mechanism) {
		this.allocator = allocator;
		this.mechanism = mechanism;
	}

	@Override
	public Msg allocate(int size) {
		boolean tooLarge = size > MAX_COMMAND_SIZE && this.mechanism.status() != Mechanism.Status.READY;
		return (tooLarge) ? new Msg(0) : this.allocator.allocate(size);
	}

}
