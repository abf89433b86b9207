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
