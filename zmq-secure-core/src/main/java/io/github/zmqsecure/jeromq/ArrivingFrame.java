// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.nio.ByteBuffer;

import zmq.Msg;

/**
 * A frame that arrives. For the I/O thread only.
 */
interface ArrivingFrame {

	/**
	 * Have room for more of it.
	 * @param granted the bytes there is memory for in all
	 */
	void grow(int granted);

	/**
	 * Take what was read from the network.
	 * @param data the bytes, from its position
	 * @param received the bytes that were taken before
	 * @param count how many to take, no more than there is room for
	 */
	void read(ByteBuffer data, int received, int count);

	/**
	 * Return the frame, all of which has arrived, for JeroMQ to have decoded.
	 */
	Msg complete();

}
