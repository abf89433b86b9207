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

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import zmq.pipe.Pipe;
import zmq.socket.LB;

/**
 * Keeps the pipes of peers out of JeroMQ's round robin until they are ready. For the
 * thread that owns the socket only.
 */
class HoldingLoadBalancer extends LB {

	private final Set<Pipe> held = new LinkedHashSet<>();

	private final Predicate<Pipe> ready;

	HoldingLoadBalancer(Predicate<Pipe> ready) {
		this.ready = ready;
	}

	@Override
	public void attach(Pipe pipe) {
		if (this.ready.test(pipe)) {
			super.attach(pipe);
		}
		else {
			this.held.add(pipe);
		}
	}

	@Override
	public void activated(Pipe pipe) {
		if (!this.held.contains(pipe)) {
			super.activated(pipe);
		}
	}

	@Override
	public void terminated(Pipe pipe) {
		if (!this.held.remove(pipe)) {
			super.terminated(pipe);
		}
	}

	/**
	 * Let in the pipes of those peers that are ready by now.
	 */
	void admit() {
		List<Pipe> admitted = this.held.stream().filter(this.ready).toList();
		admitted.forEach((pipe) -> {
			this.held.remove(pipe);
			super.attach(pipe);
		});
	}

}
