// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

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
