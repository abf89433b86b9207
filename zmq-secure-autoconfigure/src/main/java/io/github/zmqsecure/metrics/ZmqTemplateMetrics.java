// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.metrics;

import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.ManagedSockets;
import io.github.zmqsecure.template.ZmqOperations;
import io.github.zmqsecure.template.ZmqTemplate;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.zeromq.SocketType;

/**
 * {@link MeterBinder} for the requests of a template. Operations of the application's own
 * have no meters.
 *
 * @since 0.1.0
 */
public class ZmqTemplateMetrics implements MeterBinder {

	private final ManagedSockets sockets;

	private final ZmqOperations operations;

	/**
	 * Create the meters.
	 * @param sockets the sockets
	 * @param operations the template
	 */
	public ZmqTemplateMetrics(ManagedSockets sockets, ZmqOperations operations) {
		this.sockets = sockets;
		this.operations = operations;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		if (this.operations instanceof ZmqTemplate template) {
			this.sockets.getAll()
				.stream()
				.filter((socket) -> socket.getSettings().type() == SocketType.DEALER)
				.map(ManagedSocket::getName)
				.forEach((socket) -> bind(registry, template, socket));
		}
	}

	private static void bind(MeterRegistry registry, ZmqTemplate template, String socket) {
		Gauge.builder("zmq.secure.requests.pending", template, (it) -> it.getPendingRequests(socket))
			.description("Requests that wait for their replies")
			.tag("socket", socket)
			.register(registry);
	}

}
