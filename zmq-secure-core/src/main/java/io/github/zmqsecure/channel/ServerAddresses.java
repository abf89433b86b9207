// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

import io.github.zmqsecure.jeromq.OwnedSocket;

/**
 * The addresses that a socket is connected to, once each, however many names stand for
 * them. For the owner thread only.
 */
class ServerAddresses {

	private final OwnedSocket socket;

	/** How the address was connected to, by how JeroMQ's events write it. */
	private final Map<String, String> connected = new HashMap<>();

	/** What tells whether a former connection has ended. */
	private final Map<String, BooleanSupplier> ending = new HashMap<>();

	ServerAddresses(OwnedSocket socket) {
		this.socket = socket;
	}

	boolean isConnected(Server server) {
		return this.connected.containsKey(server.eventAddress());
	}

	/**
	 * Return whether JeroMQ has not given up what was connected to the address.
	 */
	boolean isTried(Server server) {
		String address = this.connected.get(server.eventAddress());
		return address != null && this.socket.isTried(address);
	}

	void connected(Server server) {
		this.connected.put(server.eventAddress(), server.address.text());
	}

	/**
	 * End the connection with the address of a server, for all that use it.
	 * @return what tells whether it has ended
	 */
	BooleanSupplier disconnect(Server server) {
		this.ending.values().removeIf(BooleanSupplier::getAsBoolean);
		String address = this.connected.remove(server.eventAddress());
		if (address != null) {
			this.ending.put(server.eventAddress(), this.socket.disconnect(address));
		}
		return this.ending.getOrDefault(server.eventAddress(), () -> true);
	}

}
