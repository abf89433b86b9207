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
