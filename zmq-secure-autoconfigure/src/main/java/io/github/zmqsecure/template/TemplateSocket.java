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

package io.github.zmqsecure.template;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.QueueFullException;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.connection.FailureReason;
import io.github.zmqsecure.converter.MessageContent;
import io.github.zmqsecure.converter.WireFormat;
import io.github.zmqsecure.socket.SocketOption;
import io.github.zmqsecure.socket.SocketSettings;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;

import org.springframework.util.Assert;

/**
 * One socket as the template sees it. Thread-safe.
 */
class TemplateSocket {

	private final ManagedSocket socket;

	private final WireFormat layout;

	private final boolean connects;

	private final @Nullable TopicSequence sequence;

	private final @Nullable PendingRequests requests;

	private final AtomicBoolean receivesReplies = new AtomicBoolean();

	TemplateSocket(ManagedSocket socket, ScheduledExecutorService timer, int maxPendingRequests) {
		this.socket = socket;
		this.layout = WireFormat.of(socket);
		SocketSettings settings = socket.getSettings();
		this.connects = settings.bind().isEmpty() && !settings.hasInproc();
		this.sequence = socket.getManagedSettings().sequence() ? new TopicSequence() : null;
		this.requests = (settings.type() == SocketType.DEALER) ? new PendingRequests(this, timer, maxPendingRequests)
				: null;
	}

	String getName() {
		return this.socket.getName();
	}

	SocketType type() {
		return this.socket.getSettings().type();
	}

	WireFormat layout() {
		return this.layout;
	}

	boolean publishes() {
		return type() == SocketType.PUB || type() == SocketType.XPUB;
	}

	/**
	 * Send a message, unless all servers of the socket refuse us.
	 */
	boolean send(ZmqMessage message) {
		Assert.state(type() != SocketType.REP,
				() -> "Socket '" + getName() + "' is a REP, which answers each request before it receives the next: "
						+ "return the answer from the listener. Use a ROUTER to answer later.");
		FailureReason refusal = refusal();
		if (refusal != null) {
			throw new RefusedByServerException(getName(), refusal);
		}
		return this.socket.send(message);
	}

	boolean publish(String topic, MessageContent content) {
		Assert.state(publishes(), () -> "Socket '" + getName() + "' is a " + type() + " and can't publish");
		Assert.state(!conflates(), () -> "Socket '" + getName()
				+ "' has the option 'conflate', with which ZeroMQ keeps "
				+ "one frame of a message, so a topic can't be a frame of its own. Use send() with one frame, or conflate "
				+ "at the listener.");
		TopicSequence sequence = this.sequence;
		return (sequence != null)
				? sequence.publish(topic, content, (numbered) -> this.layout.published(topic, numbered), this::send)
				: send(this.layout.published(topic, content));
	}

	PendingRequests requests() {
		PendingRequests requests = this.requests;
		Assert.state(requests != null,
				() -> "Requests need a DEALER socket, which can have many of them under way, and '" + getName()
						+ "' is a " + type());
		if (this.receivesReplies.compareAndSet(false, true)) {
			this.socket.setReplyHandler(requests::take);
		}
		return requests;
	}

	@Nullable PendingRequests requestsIfAny() {
		return this.requests;
	}

	/**
	 * Tell why a request got no reply.
	 */
	ZmqSecureException reasonOfSilence(Duration timeout) {
		FailureReason refusal = refusal();
		if (refusal != null) {
			return new RefusedByServerException(getName(), refusal);
		}
		boolean away = this.connects && !this.socket.getConnections().isConnected();
		return away ? new NotConnectedException(getName(), timeout) : new RequestTimedOutException(getName(), timeout);
	}

	QueueFullException queueFull() {
		return new QueueFullException(getName(), this.socket.getQueueCapacity());
	}

	void count(DropReason reason) {
		this.socket.getStatistics().dropped(reason, 1);
	}

	private boolean conflates() {
		SocketSettings settings = this.socket.getSettings();
		return SocketOption.CONFLATE.appliesTo(settings.type())
				&& Boolean.TRUE.equals(settings.options().get(SocketOption.CONFLATE, Boolean.class));
	}

	private @Nullable FailureReason refusal() {
		if (!this.connects || this.socket.getConnections().isConnected()) {
			return null;
		}
		Map<String, FailureReason> refused = this.socket.getConnections().getRefusedEndpoints();
		boolean all = !refused.isEmpty() && refused.size() >= this.socket.getSettings().connect().size();
		return all ? refused.values().iterator().next() : null;
	}

}
