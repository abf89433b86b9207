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

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

import io.github.zmqsecure.auth.VerdictProperty;
import io.github.zmqsecure.connection.SocketConnections;
import io.github.zmqsecure.jeromq.OwnedSocket;
import io.github.zmqsecure.socket.HeaderMode;
import io.github.zmqsecure.socket.Mechanism;
import io.github.zmqsecure.socket.OpenSocket;
import io.github.zmqsecure.socket.SecureSocketFactory;
import io.github.zmqsecure.socket.SocketOption;
import io.github.zmqsecure.socket.SocketOptions;
import io.github.zmqsecure.socket.SocketSettings;
import org.zeromq.SocketType;

/**
 * What the owner thread of a socket works with. It outlives the ZeroMQ socket.
 */
class SocketWork {

	private final SocketSettings settings;

	private final SecureSocketFactory factory;

	private final SocketConnections connections;

	private final VerdictProperty verdicts;

	private final OutboundQueue queue;

	private final MessageStatistics statistics;

	private final Subscriptions subscriptions = new Subscriptions();

	private final InboundDispatch intake;

	private final OwedReply owedReply;

	private final boolean awaitsPeer;

	private final HeaderMode headers;

	SocketWork(SocketSettings settings, HeaderMode headers, SecureSocketFactory factory, SocketConnections connections,
			VerdictProperty verdicts, OutboundQueue queue, MessageStatistics statistics, InboundDispatch intake,
			OwedReply owedReply) {
		this.settings = settings;
		this.headers = headers;
		this.factory = factory;
		this.connections = connections;
		this.verdicts = verdicts;
		this.queue = queue;
		this.statistics = statistics;
		this.intake = intake;
		this.owedReply = owedReply;
		this.awaitsPeer = settings.security().mechanism() == Mechanism.CURVE && !settings.hasInproc()
				&& SocketTraits.awaitsPeer(settings.type());
	}

	String getName() {
		return this.settings.name();
	}

	SocketSettings getSettings() {
		return this.settings;
	}

	OutboundQueue getQueue() {
		return this.queue;
	}

	MessageStatistics getStatistics() {
		return this.statistics;
	}

	InboundDispatch getIntake() {
		return this.intake;
	}

	OwedReply getOwedReply() {
		return this.owedReply;
	}

	SocketConnections getConnections() {
		return this.connections;
	}

	Subscriptions getSubscriptions() {
		return this.subscriptions;
	}

	Duration getLinger() {
		return this.settings.options().getRequired(SocketOption.LINGER, Duration.class);
	}

	/**
	 * Whether messages may leave the queue at this moment.
	 */
	boolean isSendable() {
		return !this.awaitsPeer || this.connections.isConnected();
	}

	/**
	 * Open the socket.
	 * @param formerlyBound where it listened before, so that it keeps ports that were not
	 * configured
	 */
	OpenSocket open(List<String> formerlyBound) {
		this.connections.reset();
		this.owedReply.forget();
		OpenSocket open = openWithHeaders(formerlyBound);
		this.connections.setEndpoints(open.connected());
		this.subscriptions.applyTo(open.socket());
		return open;
	}

	/**
	 * A raw socket of the same name, which knows of no headers, is not to say that it
	 * does.
	 */
	private OpenSocket openWithHeaders(List<String> formerlyBound) {
		this.connections.setHeaderMode(this.headers);
		try {
			return this.factory.openSocket(getName(), formerlyBound);
		}
		finally {
			this.connections.setHeaderMode(HeaderMode.FALSE);
		}
	}

	MessageReader readerFor(OwnedSocket socket) {
		return new MessageReader(socket, this.settings, this.verdicts, this.statistics);
	}

	/**
	 * A ROUTER takes the next connection of a peer for a second one of the same name, and
	 * a PAIR for one too many, until the former has ended.
	 */
	Reconnector reconnectorFor(OwnedSocket socket) {
		boolean exclusive = this.settings.type() == SocketType.ROUTER || this.settings.type() == SocketType.PAIR;
		SocketOptions options = this.settings.options();
		return new Reconnector((endpoint) -> {
			BooleanSupplier ended = socket.disconnect(endpoint);
			return (exclusive) ? ended : () -> true;
		}, socket.socket()::connect, options.getRequired(SocketOption.RECONNECT_IVL, Duration.class),
				options.getRequired(SocketOption.RECONNECT_IVL_MAX, Duration.class));
	}

	void refreshKeys(OpenSocket open) {
		this.factory.refreshKeys(getName(), open.socket());
	}

}
