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
import java.util.Arrays;

import zmq.Msg;

/**
 * A frame that is kept as it arrives.
 */
final class CollectedFrame implements ArrivingFrame {

	private byte[] body;

	CollectedFrame(int granted) {
		this.body = new byte[granted];
	}

	@Override
	public void grow(int granted) {
		this.body = Arrays.copyOf(this.body, granted);
	}

	@Override
	public void read(ByteBuffer data, int received, int count) {
		data.get(this.body, received, count);
	}

	@Override
	public Msg complete() {
		return new Msg(this.body);
	}

}
