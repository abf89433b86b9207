// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.util.ArrayList;
import java.util.List;

import io.github.zmqsecure.socket.SecureSocketFactory;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Sockets as the starter makes them, authentication included. The application has a
 * managed socket of the same name as well, which stays idle and subscribes to nothing.
 */
final class StarterSockets implements PeerSockets {

	private final Contestant contestant;

	private final List<ConfigurableApplicationContext> applications = new ArrayList<>();

	StarterSockets(Contestant contestant) {
		this.contestant = contestant;
	}

	@Override
	public ZMQ.Socket server(SocketType type, String secretKey) {
		this.applications.add(StarterContext.server(this.contestant.provider(), type.name(), secretKey,
				StarterContext.Application.class));
		return this.applications.get(0).getBean(SecureSocketFactory.class).open("server");
	}

	@Override
	public ZMQ.Socket client(SocketType type, String endpoint, String serverKey) {
		if (this.applications.isEmpty()) {
			this.applications.add(StarterContext.client(this.contestant.provider(), type.name(), endpoint, serverKey));
		}
		return this.applications.get(0).getBean(SecureSocketFactory.class).open("client");
	}

	@Override
	public void close() {
		this.applications.forEach(ConfigurableApplicationContext::close);
	}

}
