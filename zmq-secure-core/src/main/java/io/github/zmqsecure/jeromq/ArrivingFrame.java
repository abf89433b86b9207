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
