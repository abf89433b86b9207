// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.template;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

import io.github.zmqsecure.ZmqHeaders;
import io.github.zmqsecure.channel.ManagedSockets;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.converter.MessageContent;
import io.github.zmqsecure.converter.ZmqMessageConverter;
import io.github.zmqsecure.observation.ObservedMessage;
import io.github.zmqsecure.thread.GuardedThreads;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;

import org.springframework.context.SmartLifecycle;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.messaging.Message;
import org.springframework.util.Assert;

/**
 * {@link ZmqOperations} on the managed sockets. Thread-safe.
 *
 * @since 0.1.0
 */
public class ZmqTemplate implements ZmqOperations, SmartLifecycle {

	private final ManagedSockets sockets;

	private final ZmqMessageConverter converter;

	private final ZmqTemplateSettings settings;

	private final RequestTimer timer;

	private final Map<String, TemplateSocket> targets = new LinkedHashMap<>();

	private final RequestReplyClient requests;

	private final RequestMode mode;

	private volatile boolean running;

	/**
	 * Create a template.
	 * @param sockets the sockets
	 * @param converter converts the payloads
	 * @param settings the settings
	 */
	public ZmqTemplate(ManagedSockets sockets, ZmqMessageConverter converter, ZmqTemplateSettings settings) {
		this(sockets, converter, settings, new GuardedThreads());
	}

	/**
	 * Create a template.
	 * @param sockets the sockets
	 * @param converter converts the payloads
	 * @param settings the settings
	 * @param threads looks after the thread that watches the timeouts
	 */
	public ZmqTemplate(ManagedSockets sockets, ZmqMessageConverter converter, ZmqTemplateSettings settings,
			GuardedThreads threads) {
		this.sockets = sockets;
		this.converter = converter;
		this.settings = settings;
		this.timer = new RequestTimer(threads);
		this.requests = new RequestReplyClient(converter, settings, this.timer);
		this.mode = new RequestMode(settings.failFast(), 0);
		sockets.getAll()
			.forEach((socket) -> this.targets.put(socket.getName(),
					new TemplateSocket(socket, this.timer, settings.maxPendingRequests())));
	}

	private ZmqTemplate(ZmqTemplate other, RequestMode mode) {
		this.sockets = other.sockets;
		this.converter = other.converter;
		this.settings = other.settings;
		this.timer = other.timer;
		this.requests = other.requests;
		this.targets.putAll(other.targets);
		this.mode = mode;
	}

	@Override
	public ZmqOperations withFailFast(boolean failFast) {
		return withMode(new RequestMode(failFast, this.mode.retries()));
	}

	@Override
	public ZmqOperations idempotent() {
		return withMode(new RequestMode(this.mode.failFast(), this.settings.maxRetries()));
	}

	private ZmqTemplate withMode(RequestMode mode) {
		return (mode.equals(this.mode)) ? this : new ZmqTemplate(this, mode);
	}

	/**
	 * Return how many requests on a socket wait for their replies.
	 * @param socket the name of the socket
	 * @return the number
	 */
	public int getPendingRequests(String socket) {
		return socketNamed(socket).pendingRequests();
	}

	@Override
	public boolean send(String socket, Object payload) {
		TemplateSocket target = socketNamed(socket);
		String topic = (target.publishes() && payload instanceof Message<?> message)
				? message.getHeaders().get(ZmqHeaders.TOPIC, String.class) : null;
		if (topic != null) {
			return publish(socket, topic, payload);
		}
		return observe(target, "send", null, this.converter.write(payload),
				(content) -> target.send(target.layOut(payload, content), failsFast()));
	}

	@Override
	public boolean sendTo(String socket, byte[] routingId, Object payload) {
		TemplateSocket target = socketNamed(socket);
		Assert.state(target.type() == SocketType.ROUTER,
				() -> "Socket '" + socket + "' is a " + target.type() + " and can't choose a peer. Use send().");
		return observe(target, "send", null, this.converter.write(payload),
				(content) -> target.send(target.layout().addressed(routingId, content), failsFast()));
	}

	@Override
	public boolean sendFrames(String socket, byte[]... frames) {
		return socketNamed(socket).send(ZmqMessage.of(frames), failsFast());
	}

	@Override
	public boolean publish(String socket, String topic, Object payload) {
		TemplateSocket target = socketNamed(socket);
		return observe(target, "publish", topic, this.converter.write(payload),
				(content) -> target.publish(topic, content, failsFast()));
	}

	@Override
	@SuppressWarnings("unchecked")
	public boolean reply(Message<?> request, Object payload) {
		String socket = request.getHeaders().get(ZmqHeaders.SOCKET, String.class);
		List<byte[]> envelope = (List<byte[]>) request.getHeaders().get(ZmqHeaders.ENVELOPE);
		Assert.isTrue(socket != null && envelope != null,
				() -> "Only a message that a listener received can be answered; headers '" + ZmqHeaders.SOCKET
						+ "' and '" + ZmqHeaders.ENVELOPE + "' are missing");
		TemplateSocket target = socketNamed(socket);
		return observe(target, "send", null, this.converter.write(payload),
				(content) -> target.send(target.layout().reply(envelope, content), failsFast()));
	}

	@Override
	public <T> T sendAndReceive(String socket, Object payload, Class<T> type) {
		return sendAndReceive(socket, payload, type, this.settings.requestTimeout());
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> T sendAndReceive(String socket, Object payload, Class<T> type, Duration timeout) {
		return (T) this.requests.askAndWait(socketNamed(socket), payload, type, timeout, mode());
	}

	@Override
	public <T> T sendAndReceive(String socket, Object payload, ParameterizedTypeReference<T> type) {
		return sendAndReceive(socket, payload, type, this.settings.requestTimeout());
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> T sendAndReceive(String socket, Object payload, ParameterizedTypeReference<T> type, Duration timeout) {
		return (T) this.requests.askAndWait(socketNamed(socket), payload, type.getType(), timeout, mode());
	}

	@Override
	public <T> CompletableFuture<T> requestAsync(String socket, Object payload, Class<T> type) {
		return requestAsync(socket, payload, type, this.settings.requestTimeout());
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> CompletableFuture<T> requestAsync(String socket, Object payload, Class<T> type, Duration timeout) {
		return (CompletableFuture<T>) (CompletableFuture<?>) this.requests.ask(socketNamed(socket), payload, type,
				timeout, mode());
	}

	@Override
	public <T> CompletableFuture<T> requestAsync(String socket, Object payload, ParameterizedTypeReference<T> type) {
		return requestAsync(socket, payload, type, this.settings.requestTimeout());
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> CompletableFuture<T> requestAsync(String socket, Object payload, ParameterizedTypeReference<T> type,
			Duration timeout) {
		return (CompletableFuture<T>) (CompletableFuture<?>) this.requests.ask(socketNamed(socket), payload,
				type.getType(), timeout, mode());
	}

	@Override
	public void start() {
		this.targets.values().forEach(TemplateSocket::open);
		this.running = true;
	}

	/**
	 * Fail the requests that wait for their replies, since the sockets are about to
	 * close.
	 */
	@Override
	public void stop() {
		this.running = false;
		this.targets.values().forEach(TemplateSocket::close);
		this.timer.stop();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * Return the phase just after the one in which the sockets open.
	 */
	@Override
	public int getPhase() {
		return this.sockets.getPhase() + 1;
	}

	/**
	 * Return whether to fail at once without a peer. Before the start and after the stop
	 * sockets have none either, which is not the reason.
	 */
	private boolean failsFast() {
		return this.mode.failFast() && this.sockets.isRunning();
	}

	private RequestMode mode() {
		return new RequestMode(failsFast(), this.mode.retries());
	}

	/**
	 * Observe a sending that is over when the message is queued.
	 */
	private boolean observe(TemplateSocket target, String operation, @Nullable String topic, MessageContent content,
			Predicate<MessageContent> sending) {
		ObservedMessage observation = ObservedMessage
			.guarded(() -> this.settings.observations().start(target.getName(), operation, topic));
		try {
			return sending.test(content.with(observation.headers()));
		}
		catch (RuntimeException ex) {
			observation.error(ex);
			throw ex;
		}
		finally {
			observation.stop();
		}
	}

	private TemplateSocket socketNamed(String socket) {
		TemplateSocket target = this.targets.get(socket);
		if (target == null) {
			this.sockets.get(socket);
			throw new IllegalStateException("Socket '" + socket + "' was added after the template was made");
		}
		this.sockets.get(socket).getInbound().assertNoProxy();
		return target;
	}

}
