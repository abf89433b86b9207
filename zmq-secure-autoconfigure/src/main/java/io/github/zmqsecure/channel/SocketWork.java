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

import io.github.zmqsecure.auth.VerdictProperty;
import io.github.zmqsecure.connection.ConnectionTracker;
import io.github.zmqsecure.socket.Mechanism;
import io.github.zmqsecure.socket.OpenSocket;
import io.github.zmqsecure.socket.SecureSocketFactory;
import io.github.zmqsecure.socket.SocketOption;
import io.github.zmqsecure.socket.SocketSettings;
import org.zeromq.ZMQ;

/**
 * What the owner thread of a socket works with. It outlives the ZeroMQ socket.
 */
class SocketWork {

	private final SocketSettings settings;

	private final SecureSocketFactory factory;

	private final ConnectionTracker connections;

	private final VerdictProperty verdicts;

	private final OutboundQueue queue;

	private final MessageStatistics statistics;

	private final Subscriptions subscriptions = new Subscriptions();

	private final InboundDispatch intake;

	private final boolean awaitsPeer;

	SocketWork(SocketSettings settings, SecureSocketFactory factory, ConnectionTracker connections,
			VerdictProperty verdicts, OutboundQueue queue, MessageStatistics statistics, InboundDispatch intake) {
		this.settings = settings;
		this.factory = factory;
		this.connections = connections;
		this.verdicts = verdicts;
		this.queue = queue;
		this.statistics = statistics;
		this.intake = intake;
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

	ConnectionTracker getConnections() {
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
		OpenSocket open = this.factory.openSocket(getName(), formerlyBound);
		this.subscriptions.applyTo(open.socket());
		return open;
	}

	MessageWriter writerFor(ZMQ.Socket socket) {
		return new MessageWriter(socket.base(), this.settings.type());
	}

	MessageReader readerFor(ZMQ.Socket socket) {
		return new MessageReader(socket.base(), this.settings, this.verdicts, this.statistics);
	}

	void written(ZmqMessage message, MessageWriter.Result result) {
		if (result.dropped() != null) {
			this.statistics.dropped(result.dropped(), 1);
		}
		else {
			this.statistics.sent(message);
		}
	}

	void refreshKeys(OpenSocket open) {
		this.factory.refreshKeys(getName(), open.socket());
	}

}
