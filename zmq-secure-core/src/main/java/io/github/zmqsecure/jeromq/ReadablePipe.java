// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import zmq.pipe.Pipe;
import zmq.pipe.Pipe.IPipeEvents;

/**
 * Passes on to a socket what happens to one of its pipes, except that its connection was
 * lost: a socket that makes pipes for connections only would drop what it has not read.
 * The pipe ends once it was read.
 */
record ReadablePipe(IPipeEvents socket) implements IPipeEvents {

	@Override
	public void readActivated(Pipe pipe) {
		this.socket.readActivated(pipe);
	}

	@Override
	public void writeActivated(Pipe pipe) {
		this.socket.writeActivated(pipe);
	}

	@Override
	public void hiccuped(Pipe pipe) {
		// Its session ends the pipe by its next command.
	}

	@Override
	public void pipeTerminated(Pipe pipe) {
		this.socket.pipeTerminated(pipe);
	}

}
