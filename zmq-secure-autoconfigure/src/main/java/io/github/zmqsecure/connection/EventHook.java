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
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import zmq.ZMQ;

/**
 * Hears JeroMQ's events of one socket on its I/O thread. It neither blocks nor throws:
 * either would hurt every connection of that thread.
 */
class EventHook implements ZMQ.EventConsummer {

	static final int EVENTS = ZMQ.ZMQ_EVENT_ACCEPTED | ZMQ.ZMQ_EVENT_CONNECTED | ZMQ.ZMQ_EVENT_CONNECT_DELAYED
			| ZMQ.ZMQ_EVENT_CONNECT_RETRIED | ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL | ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_AUTH
			| ZMQ.ZMQ_EVENT_DISCONNECTED;

	private static final Log logger = LogFactory.getLog(EventHook.class);

	private static final RateLimitedLog errorLog = new RateLimitedLog(logger, Duration.ofSeconds(10));

	private final ConnectionTracker tracker;

	private final Runnable wakeGuard;

	/** Whether a server has just told us that it refuses our key, on the I/O thread. */
	private boolean refused;

	EventHook(ConnectionTracker tracker, Runnable wakeGuard) {
		this.tracker = tracker;
		this.wakeGuard = wakeGuard;
	}

	@Override
	public void consume(ZMQ.Event event) {
		try {
			track(event);
		}
		catch (Throwable ex) {
			errorLog.error("Could not take note of an event of JeroMQ", ex);
		}
	}

	private void track(ZMQ.Event event) {
		switch (event.event) {
			case ZMQ.ZMQ_EVENT_ACCEPTED -> this.tracker.accepted((SocketChannel) event.arg, event.addr);
			case ZMQ.ZMQ_EVENT_CONNECTED -> this.tracker.connected((SocketChannel) event.arg, event.addr);
			case ZMQ.ZMQ_EVENT_CONNECT_DELAYED, ZMQ.ZMQ_EVENT_CONNECT_RETRIED -> this.tracker.retrying(event.addr);
			case ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL -> this.tracker.greeted();
			case ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_AUTH -> serverRefused();
			case ZMQ.ZMQ_EVENT_DISCONNECTED -> {
				boolean refused = this.refused;
				this.refused = false;
				this.tracker.disconnected((SocketChannel) event.arg, refused);
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
