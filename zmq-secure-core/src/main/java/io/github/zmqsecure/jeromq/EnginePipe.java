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
