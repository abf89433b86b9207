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

package io.github.zmqsecure.connection;

import java.nio.channels.SocketChannel;
import java.time.Duration;

import io.github.zmqsecure.RateLimitedLog;
import io.github.zmqsecure.auth.VerdictProperty;
import io.github.zmqsecure.jeromq.EngineGuard;
import io.github.zmqsecure.jeromq.SocketFlow;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import zmq.ZMQ;

/**
 * Notified of what happens to the connections of one socket on its I/O thread. It neither
 * blocks nor throws: either would hurt every connection of that thread. A connection that
 * could not be guarded is cut.
 */
class EventHook implements ZMQ.EventConsummer {

	static final int EVENTS = ZMQ.ZMQ_EVENT_ACCEPTED | ZMQ.ZMQ_EVENT_CONNECTED | ZMQ.ZMQ_EVENT_CONNECT_DELAYED
			| ZMQ.ZMQ_EVENT_CONNECT_RETRIED | ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL | ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_AUTH
			| ZMQ.ZMQ_EVENT_DISCONNECTED;

	private static final Log logger = LogFactory.getLog(EventHook.class);

	private static final RateLimitedLog errorLog = new RateLimitedLog(logger, Duration.ofSeconds(10));

	private final String socket;

	private final ConnectionEvents connections;

	private final Runnable wakeGuard;

	private final EngineGuard engines;

	/** Whether a server has just said that it refuses the key, on the I/O thread. */
	private boolean refused;

	EventHook(SocketConnections connections, org.zeromq.ZMQ.Socket socket, VerdictProperty verdicts, SocketFlow flow,
			Runnable wakeGuard) {
		this.socket = connections.getName();
		this.connections = connections.getEvents();
		this.wakeGuard = wakeGuard;
		this.engines = new EngineGuard(socket, verdicts, connections.getMessageLimits(), connections.newFramePolicy(),
				connections.getRoutingIds(), connections.getHeaderMode(), connections.getHeartbeats(), flow,
				this.connections);
	}

	@Override
	public void consume(ZMQ.Event event) {
		try {
			track(event);
		}
		catch (Throwable ex) {
			unguarded(event, ex);
		}
	}

	private void unguarded(ZMQ.Event event, Throwable failure) {
		try {
			this.connections.unguarded((event.arg instanceof SocketChannel channel) ? channel : null);
			errorLog.error("Socket '" + this.socket + "' could not take note of an event of JeroMQ, and cut "
					+ "the connections that it may be about", failure);
		}
		catch (Throwable ex) {
			// They are cut, and logging fails.
			return;
		}
	}

	private void track(ZMQ.Event event) {
		switch (event.event) {
			case ZMQ.ZMQ_EVENT_ACCEPTED -> {
				this.connections.accepted((SocketChannel) event.arg, event.addr);
				this.engines.attach((SocketChannel) event.arg);
			}
			case ZMQ.ZMQ_EVENT_CONNECTED -> {
				this.connections.connected((SocketChannel) event.arg, event.addr);
				this.engines.attach((SocketChannel) event.arg);
			}
			case ZMQ.ZMQ_EVENT_CONNECT_DELAYED -> this.connections.connecting(event.addr);
			case ZMQ.ZMQ_EVENT_CONNECT_RETRIED ->
				this.connections.retrying(event.addr, Duration.ofMillis((Integer) event.arg));
			case ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL -> this.engines.greeted();
			case ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_AUTH -> serverRefused();
			case ZMQ.ZMQ_EVENT_DISCONNECTED -> {
				boolean refused = this.refused;
				this.refused = false;
				this.engines.forget((SocketChannel) event.arg);
				this.connections.disconnected((SocketChannel) event.arg, refused);
			}
			default -> {
				return;
			}
		}
		this.wakeGuard.run();
	}

	private void serverRefused() {
		this.refused = true;
	}

}
