// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import zmq.pipe.Pipe;

/**
 * Tells an engine twice of messages to be read. It finds out at once by that when it has
 * written everything. Otherwise the poller tells it so, which takes three calls of the
 * system.
 */
final class EnginePipe extends ObservedPipe {

	EnginePipe(Pipe.IPipeEvents target, Runnable ended) {
		super(target, ended);
	}

	@Override
	public void readActivated(Pipe pipe) {
		super.readActivated(pipe);
		super.readActivated(pipe);
	}

}
