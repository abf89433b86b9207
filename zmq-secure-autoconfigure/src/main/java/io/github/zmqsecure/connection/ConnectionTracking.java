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

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.github.zmqsecure.auth.VerdictProperty;
import io.github.zmqsecure.endpoint.AddressPolicy;
import io.github.zmqsecure.socket.HardenedContext.IoThread;
import io.github.zmqsecure.socket.SocketCustomizer;
import io.github.zmqsecure.socket.SocketSettings;
import org.zeromq.ZMQ;

import org.springframework.core.Ordered;

/**
 * Gives each socket a {@link ConnectionTracker}. A socket that is made anew under the
 * same name keeps its tracker and its counts. Thread-safe.
 *
 * @since 0.1.0
 */
public class ConnectionTracking implements SocketCustomizer, Ordered, AutoCloseable {

	private final Map<String, ConnectionTracker> trackers = new ConcurrentHashMap<>();

	private final ConnectionGuard guard = new ConnectionGuard();

	private final ConnectionLimits limits;

	private final AddressPolicy addresses;

	private final EngineInspector inspector;

	/**
	 * Create the tracking of connections.
	 * @param ioThreads the I/O threads of the context
	 * @param verdicts carries the verdicts of the ZAP handler
	 * @param addresses which addresses may connect to us
	 * @param limits what strangers may take of a bound socket
	 */
	public ConnectionTracking(Supplier<List<IoThread>> ioThreads, VerdictProperty verdicts, AddressPolicy addresses,
			ConnectionLimits limits) {
		this.inspector = new EngineInspector(ioThreads, verdicts);
		this.addresses = addresses;
		this.limits = limits;
	}

	/**
	 * Return the tracker of a socket.
	 * @param settings the settings of the socket
	 * @return the tracker, which knows nothing before the socket is made
	 */
	public ConnectionTracker getTracker(SocketSettings settings) {
		return this.trackers.computeIfAbsent(settings.name(), (name) -> {
			ConnectionTracker tracker = new ConnectionTracker(settings, this.limits, this.addresses, this.inspector);
			this.guard.add(tracker);
			return tracker;
		});
	}

	@Override
	public void customize(SocketSettings settings, ZMQ.Socket socket) {
		ConnectionTracker tracker = getTracker(settings);
		this.guard.start();
		socket.base().setEventHook(new EventHook(tracker, this.guard::wake), EventHook.EVENTS);
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	/**
	 * Stop looking after handshakes. To be called after the last socket was closed.
	 */
	@Override
	public void close() {
		this.guard.stop();
	}

}
