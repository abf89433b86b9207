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

import java.lang.reflect.InaccessibleObjectException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;
import zmq.io.SessionBase;
import zmq.io.StreamEngine;
import zmq.io.mechanism.Mechanism;
import zmq.pipe.Pipe;

/**
 * The round robin of a socket that sends to whichever peer has room, such as PUSH and
 * DEALER. JeroMQ has a connection take part in it from the moment that it is accepted,
 * and what is given to a stranger is lost with the stranger; here a connection takes part
 * once it is authenticated. For the thread that owns the socket only, but for
 * {@link #peersChanged()}.
 *
 * @since 0.1.0
 */
public final class RoundRobin {

	private static final Log logger = LogFactory.getLog(RoundRobin.class);

	private final JeromqInternals internals = JeromqInternals.get();

	private @Nullable HoldingLoadBalancer balancer;

	private volatile boolean changed;

	/**
	 * Take over the round robin of a socket, if it has one. To be called before it sends.
	 * @param socket the socket, which may be bound and connected
	 */
	public void takeOver(ZMQ.Socket socket) {
		this.balancer = null;
		HoldingLoadBalancer balancer = new HoldingLoadBalancer(this::isReady);
		try {
			if (this.internals.pipes().replaceLoadBalancer(socket.base(), balancer)) {
				this.internals.pipes().pipes(socket.base()).forEach((pipe) -> balancer.attach((Pipe) pipe));
				this.balancer = balancer;
			}
		}
		catch (IllegalAccessException | InaccessibleObjectException ex) {
			logger.warn("JeroMQ's round robin could not be replaced. Of the messages that a bound " + socket.getType()
					+ " socket sends, strangers may be given some, which are lost with them.", ex);
		}
	}

	/**
	 * Take note that a peer was authenticated. May be called by any thread, which then
	 * wakes the owner.
	 */
	public void peersChanged() {
		this.changed = true;
	}

	/**
	 * Return whether there may be peers to let in.
	 * @return whether {@link #update()} should be called
	 */
	public boolean isChanged() {
		return this.changed;
	}

	/**
	 * Let in the peers that were authenticated since the last call.
	 */
	public void update() {
		if (!this.changed) {
			return;
		}
		this.changed = false;
		if (this.balancer != null) {
			this.balancer.admit();
		}
	}

	private boolean isReady(Pipe pipe) {
		SessionBase session = this.internals.pipes().session(pipe);
		if (session == null) {
			return true;
		}
		StreamEngine engine = this.internals.pipes().engine(session);
		Mechanism mechanism = (engine != null) ? this.internals.engine().mechanism(engine) : null;
		return mechanism != null && mechanism.status() == Mechanism.Status.READY;
	}

}
