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

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.zmqsecure.connection.SocketConnections;
import io.github.zmqsecure.socket.OpenSocket;

/**
 * Where a {@link ManagedSocket} listens and what it connects to. Thread-safe.
 *
 * @since 0.1.0
 */
public final class SocketEndpoints {

	private final SocketLifecycle lifecycle;

	private final EventLoopReference loop;

	private final SocketConnections connections;

	SocketEndpoints(SocketLifecycle lifecycle, EventLoopReference loop, SocketConnections connections) {
		this.lifecycle = lifecycle;
		this.loop = loop;
		this.connections = connections;
	}

	/**
	 * Return the endpoints that are bound, with the ports that were really taken.
	 * @return the endpoints, none while the socket is closed
	 */
	public List<String> getBound() {
		OpenSocket open = this.lifecycle.getOpenSocket();
		return (open != null) ? open.bound() : List.of();
	}

	/**
	 * Return the endpoints that the socket connects to.
	 * @return the endpoints, none while the socket is closed
	 */
	public List<String> getConnected() {
		OpenSocket open = this.lifecycle.getOpenSocket();
		return (open != null) ? List.copyOf(open.connected().values()) : List.of();
	}

	/**
	 * Return why the socket can't be connected anew to endpoints that were lost. It is
	 * tried until it succeeds.
	 * @return what is wrong by endpoint; empty when nothing is
	 */
	public Map<String, String> getConnectProblems() {
		return this.loop.getConnectProblems();
	}

	/**
	 * Return those of the endpoints that the socket connects to with which it is
	 * connected: where a handshake succeeded, and endpoints inside this process.
	 * @return the endpoints
	 */
	public List<String> getEstablished() {
		OpenSocket open = this.lifecycle.getOpenSocket();
		if (open == null) {
			return List.of();
		}
		Set<String> addresses = this.connections.getConnectedAddresses();
		boolean only = open.connected().size() == 1 && !addresses.isEmpty();
		return open.connected()
			.entrySet()
			.stream()
			.filter((each) -> only || addresses.contains(each.getKey()) || each.getKey().startsWith("inproc://"))
			.map(Map.Entry::getValue)
			.toList();
	}

}
