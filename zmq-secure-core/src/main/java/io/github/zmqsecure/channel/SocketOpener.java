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

import io.github.zmqsecure.connection.SocketConnections;
import io.github.zmqsecure.socket.HeaderMode;
import io.github.zmqsecure.socket.OpenSocket;
import io.github.zmqsecure.socket.SecureSocketFactory;
import io.github.zmqsecure.socket.SocketSettings;

/**
 * Opens the ZeroMQ socket of a {@link ManagedSocket}, again and again, with what belongs
 * to it beyond its settings. For the owner thread only.
 */
class SocketOpener {

	private final String name;

	private final HeaderMode headers;

	private final SecureSocketFactory factory;

	private final SocketConnections connections;

	private final Subscriptions subscriptions;

	private final InboundDispatch inbound;

	private final OwedReply owedReply;

	SocketOpener(SocketSettings settings, HeaderMode headers, SecureSocketFactory factory,
			SocketConnections connections, Subscriptions subscriptions, InboundDispatch inbound, OwedReply owedReply) {
		this.name = settings.name();
		this.headers = headers;
		this.factory = factory;
		this.connections = connections;
		this.subscriptions = subscriptions;
		this.inbound = inbound;
		this.owedReply = owedReply;
	}

	/**
	 * Open the socket.
	 * @param formerlyBound where it listened before, so that it keeps ports that were not
	 * configured
	 */
	OpenSocket open(List<String> formerlyBound) {
		this.connections.reset();
		this.owedReply.forget();
		this.inbound.opening();
		OpenSocket open = openWithHeaders(formerlyBound);
		try {
			this.subscriptions.applyTo(open.socket());
			return open;
		}
		catch (Throwable ex) {
			SocketCloser.closeAtOnce(open.socket());
			throw ex;
		}
	}

	/**
	 * A raw socket of the same name, which knows of no headers, is not to say that it
	 * does.
	 */
	private OpenSocket openWithHeaders(List<String> formerlyBound) {
		this.connections.setHeaderMode(this.headers);
		try {
			return this.factory.openSocket(this.name, formerlyBound);
		}
		finally {
			this.connections.setHeaderMode(HeaderMode.FALSE);
		}
	}

	void refreshKeys(OpenSocket open) {
		this.factory.refreshKeys(this.name, open.socket());
	}

}
