// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

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
