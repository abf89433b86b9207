// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

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
