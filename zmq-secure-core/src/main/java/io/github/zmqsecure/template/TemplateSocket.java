// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.template;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

import io.github.zmqsecure.RateLimitedLog;
import io.github.zmqsecure.ZmqHeaders;
import io.github.zmqsecure.auth.AuthenticatedPeer;
import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.QueueFullException;
import io.github.zmqsecure.channel.QueuedMessage;
import io.github.zmqsecure.channel.SocketGauges;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.connection.FailureReason;
import io.github.zmqsecure.converter.MessageContent;
import io.github.zmqsecure.converter.WireFormat;
import io.github.zmqsecure.socket.SocketOption;
import io.github.zmqsecure.socket.SocketSettings;
import io.github.zmqsecure.socket.SocketTraits;
import io.github.zmqsecure.template.NoReplyException.Sent;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;

import org.springframework.messaging.Message;
import org.springframework.util.Assert;

/**
 * One socket as the template sees it. Thread-safe.
 */
class TemplateSocket implements RequestCarrier {

	private static final RateLimitedLog log = new RateLimitedLog(LogFactory.getLog(TemplateSocket.class),
			Duration.ofSeconds(1));

	private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

	private final ManagedSocket socket;

	private final WireFormat layout;

	private final boolean connects;

	private final boolean needsPeer;

	private final @Nullable TopicSequence sequence;

	private final @Nullable PendingRequests requests;

	private volatile boolean receivesReplies;

	TemplateSocket(ManagedSocket socket, RequestTimer timer, int maxPendingRequests) {
		this.socket = socket;
		this.layout = WireFormat.of(socket);
		SocketSettings settings = socket.getSettings();
		this.connects = settings.bind().isEmpty() && !settings.hasInproc();
		this.needsPeer = SocketTraits.awaitsPeer(settings.type()) && !settings.hasInproc();
		this.sequence = socket.getManagedSettings().sequence() ? new TopicSequence() : null;
		this.requests = (settings.type() == SocketType.DEALER) ? new PendingRequests(this, timer, maxPendingRequests)
				: null;
	}

	@Override
	public String getName() {
		return this.socket.getName();
	}

	SocketType type() {
		return this.socket.getSettings().type();
	}

	WireFormat layout() {
		return this.layout;
	}

	boolean publishes() {
		return SocketTraits.publishes(type());
	}

	boolean isOwnedByThisThread() {
		return this.socket.isOwnerThread();
	}

	/**
	 * Fail at once if all servers of the socket refuse it.
	 * @param failFast whether to fail as well if it needs a peer and has none
	 */
	void assertSendable(boolean failFast) {
		assertNotRefused();
		if (failFast && !isConnected()) {
			throw reasonOfHaste(Sent.NO);
		}
	}

	/**
	 * Send a message, unless all servers of the socket refuse it.
	 * @param message the message
	 * @param failFast whether it is to fail as soon as the socket has no peer
	 */
	boolean send(ZmqMessage message, boolean failFast) {
		Assert.state(type() != SocketType.REP,
				() -> "Socket '" + getName() + "' is a REP, which answers each request before it receives the next: "
						+ "return the answer from the listener. Use a ROUTER to answer later.");
		assertSendable(failFast);
		if (!failFast) {
			return this.socket.send(message);
		}
		Optional<QueuedMessage> queued = enqueue(message, FOREVER, true, (accepted) -> {
		});
		if (queued.isPresent() && !isConnected() && queued.get().withdraw()) {
			throw reasonOfHaste(Sent.NO);
		}
		return queued.isPresent();
	}

	/**
	 * Put a message into the queue, and wait for room no longer than there is a peer if
	 * it is to fail fast.
	 */
	private Optional<QueuedMessage> enqueue(ZmqMessage message, Duration maxWait, boolean failFast,
			Consumer<QueuedMessage> accepted) {
		try {
			return this.socket.enqueue(message, maxWait, () -> !failFast || isConnected(), accepted);
		}
		catch (QueueFullException ex) {
			if (failFast && !isConnected()) {
				throw reasonOfHaste(Sent.NO);
			}
			throw ex;
		}
	}

	/**
	 * Lay out a message, for one peer where the socket is a ROUTER.
	 */
	ZmqMessage layOut(Object payload, MessageContent content) {
		if (type() != SocketType.ROUTER) {
			Assert.isTrue(!publishes() || !this.layout.needsHeaders(),
					() -> "A message for '" + getName() + "' needs a topic: use publish()");
			return this.layout.message(content);
		}
		byte[] routingId = (payload instanceof Message<?> message)
				? message.getHeaders().get(ZmqHeaders.ROUTING_ID, byte[].class) : null;
		Assert.isTrue(routingId != null, () -> "A message for ROUTER socket '" + getName()
				+ "' needs the routing id of a peer: use sendTo(), or reply() to answer a request");
		return this.layout.addressed(routingId, content);
	}

	/**
	 * Send a request, unless all servers of the socket refuse it.
	 */
	@Override
	public void enqueueRequest(ZmqMessage message, PendingRequest request) {
		assertNotRefused();
		if (enqueue(message, request.remaining(), request.isFailFast(), request::queued).isEmpty()) {
			SocketGauges gauges = this.socket.getGauges();
			throw new QueueFullException(getName(), gauges.getQueueDepth(), gauges.getQueueCapacity());
		}
	}

	/**
	 * Return whether all connections are to one peer, or nobody can tell: what a client
	 * connects to proves the one key that it insists on.
	 */
	@Override
	public boolean hasOnePeer() {
		return !this.socket.getSettings().security().isCurveServer();
	}

	/**
	 * Return whether a server may reply on another connection, as it knows the socket by
	 * a routing id that lasts.
	 */
	@Override
	public boolean mayComeBack() {
		return hasOnePeer() && this.socket.getSettings().options().get(SocketOption.ROUTING_ID, String.class) != null;
	}

	boolean publish(String topic, MessageContent content, boolean failFast) {
		Assert.state(publishes(), () -> "Socket '" + getName() + "' is a " + type() + " and can't publish");
		Assert.state(!conflates(), () -> "Socket '" + getName()
				+ "' has the option 'conflate', with which ZeroMQ keeps "
				+ "one frame of a message, so a topic can't be a frame of its own. Use send() with one frame, or conflate "
				+ "at the listener.");
		assertSendable(failFast);
		TopicSequence sequence = this.sequence;
		return (sequence != null) ? sequence.publish(topic, content,
				(numbered) -> this.layout.published(topic, numbered), this.socket::reserve)
				: this.socket.send(this.layout.published(topic, content));
	}

	PendingRequests requests() {
		PendingRequests requests = this.requests;
		Assert.state(requests != null,
				() -> "Requests need a DEALER socket, which can have many of them under way, and '" + getName()
						+ "' is a " + type());
		if (!this.receivesReplies) {
			this.socket.getInbound().setReplyHandler(requests);
			this.receivesReplies = true;
		}
		return requests;
	}

	/**
	 * Let requests be sent.
	 */
	void open() {
		if (this.requests != null) {
			this.requests.open();
		}
	}

	/**
	 * Fail the requests that wait for their replies, and let no more be sent.
	 */
	void close() {
		if (this.requests != null) {
			this.requests.close();
		}
	}

	int pendingRequests() {
		return (this.requests != null) ? this.requests.size() : 0;
	}

	@Override
	public boolean isConnected() {
		return !this.needsPeer || this.socket.getConnections().isConnected();
	}

	@Override
	public NoReplyException reasonOfHaste(Sent sent) {
		FailureReason refusal = refusal();
		return (refusal != null) ? new RefusedByServerException(getName(), refusal, sent)
				: new NotConnectedException(getName(), this.connects, sent);
	}

	/**
	 * Tell why a request got no reply.
	 */
	@Override
	public NoReplyException reasonOfSilence(Duration timeout, Sent sent) {
		FailureReason refusal = refusal();
		if (refusal != null) {
			return new RefusedByServerException(getName(), refusal, sent);
		}
		return (!isConnected()) ? new NotConnectedException(getName(), this.connects, timeout, sent)
				: new RequestTimedOutException(getName(), timeout, sent);
	}

	@Override
	public void count(DropReason reason) {
		this.socket.getStatistics().dropped(reason, 1);
	}

	/**
	 * Drop a reply that came from another peer than the one that the request went to.
	 */
	@Override
	public void dropForeignReply(@Nullable AuthenticatedPeer peer) {
		count(DropReason.FOREIGN_REPLY);
		log.warn("Socket '" + getName() + "' dropped the reply "
				+ ((peer != null) ? "of peer '" + peer.name() + "'" : "of a peer")
				+ " to a request that another connection was given");
	}

	private boolean conflates() {
		SocketSettings settings = this.socket.getSettings();
		return settings.options().isEnabled(SocketOption.CONFLATE, settings.type());
	}

	private void assertNotRefused() {
		FailureReason refusal = refusal();
		if (refusal != null) {
			throw new RefusedByServerException(getName(), refusal, Sent.NO);
		}
	}

	private @Nullable FailureReason refusal() {
		return this.connects ? this.socket.getEndpoints().getRefusal() : null;
	}

}
