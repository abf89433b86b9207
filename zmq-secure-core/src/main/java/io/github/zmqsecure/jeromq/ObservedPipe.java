// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

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
