// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

import io.github.zmqsecure.RateLimitedLog;
import io.github.zmqsecure.auth.VerdictProperty;
import io.github.zmqsecure.jeromq.Attachment;
import io.github.zmqsecure.jeromq.AttachmentListener;
import io.github.zmqsecure.jeromq.EngineGuard;
import io.github.zmqsecure.jeromq.SocketFlow;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import zmq.ZMQ;

/**
 * Notified of what happens to the connections of one socket, of each on its own I/O
 * thread. It neither blocks nor throws: either would hurt every connection of that
 * thread. A connection that could not be guarded is cut.
 */
class EventHook implements AttachmentListener {

	static final int EVENTS = ZMQ.ZMQ_EVENT_CONNECT_DELAYED | ZMQ.ZMQ_EVENT_CONNECT_RETRIED
			| ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL | ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_AUTH | ZMQ.ZMQ_EVENT_DISCONNECTED;

	private static final Log logger = LogFactory.getLog(EventHook.class);

	private static final RateLimitedLog errorLog = new RateLimitedLog(logger, Duration.ofSeconds(10));

	private final String socket;

	private final ConnectionEvents connections;

	private final Runnable wakeGuard;

	private final EngineGuard engines;

	/**
	 * I/O threads on which a server has just said that it refuses the key. JeroMQ tells
	 * one event of a socket at a time.
	 */
	private final Set<Thread> refused = new HashSet<>();

	EventHook(SocketConnections connections, org.zeromq.ZMQ.Socket socket, VerdictProperty verdicts, SocketFlow flow) {
		this.socket = connections.getName();
		this.connections = connections.getEvents();
		this.wakeGuard = connections::wakeGuard;
		this.engines = new EngineGuard(socket, verdicts, connections.getMessageLimits(),
				connections.newFramePolicy(socket), connections.getRoutingIds(), connections.getHeaderMode(),
				connections.getHeartbeats(), flow, this.connections);
	}

	@Override
	public void consume(ZMQ.Event event) {
		try {
			track(event);
		}
		catch (Throwable ex) {
			unguarded((event.arg instanceof SocketChannel channel) ? channel : null, ex);
		}
	}

	@Override
	public void attaching(Attachment attachment) {
		try {
			if (attachment.accepted()) {
				this.connections.accepted(attachment.channel(), attachment.endpoint());
			}
			else if (attachment.isUnwanted()) {
				this.connections.unwanted(attachment.endpoint());
			}
			else {
				this.connections.connected(attachment.channel(), attachment.endpoint());
			}
			this.engines.attach(attachment);
			this.wakeGuard.run();
		}
		catch (Throwable ex) {
			unguarded(attachment.channel(), ex);
		}
	}

	private void unguarded(@Nullable SocketChannel channel, Throwable failure) {
		try {
			this.connections.unguarded(channel);
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
			case ZMQ.ZMQ_EVENT_CONNECT_DELAYED -> this.connections.connecting(event.addr);
			case ZMQ.ZMQ_EVENT_CONNECT_RETRIED ->
				this.connections.retrying(event.addr, Duration.ofMillis((Integer) event.arg));
			case ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL -> this.engines.greeted();
			case ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_AUTH -> this.refused.add(Thread.currentThread());
			case ZMQ.ZMQ_EVENT_DISCONNECTED -> {
				boolean refused = this.refused.remove(Thread.currentThread());
				this.engines.forget((SocketChannel) event.arg);
				this.connections.disconnected((SocketChannel) event.arg, refused);
			}
			default -> {
				return;
			}
		}
		this.wakeGuard.run();
	}

}
