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
 * Passes on the events of a pipe, and tells when both ends have taken note of its end.
 */
class ObservedPipe implements Pipe.IPipeEvents {

	private final Pipe.IPipeEvents target;

	private final Runnable ending;

	private final Runnable ended;

	ObservedPipe(Pipe.IPipeEvents target, Runnable ended) {
		this(target, () -> {
		}, ended);
	}

	ObservedPipe(Pipe.IPipeEvents target, Runnable ending, Runnable ended) {
		this.ending = ending;
		this.target = target;
		this.ended = ended;
	}

	@Override
	public void readActivated(Pipe pipe) {
		this.target.readActivated(pipe);
	}

	@Override
	public void writeActivated(Pipe pipe) {
		this.target.writeActivated(pipe);
	}

	@Override
	public void hiccuped(Pipe pipe) {
		this.target.hiccuped(pipe);
	}

	@Override
	public void pipeTerminated(Pipe pipe) {
		this.ending.run();
		this.target.pipeTerminated(pipe);
		this.ended.run();
	}

}
