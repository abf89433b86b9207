// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.template;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.converter.MessageContent;
import io.github.zmqsecure.converter.ReceivedMessage;
import io.github.zmqsecure.converter.UnreadableMessageException;
import io.github.zmqsecure.converter.ZmqMessageConverter;
import io.github.zmqsecure.observation.ObservedMessage;

import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;
import org.springframework.util.Assert;

/**
 * Asks, and makes of the reply what was asked for: on the thread that waits for it, or on
 * the executor for replies, never on the one that owns the socket.
 */
class RequestReplyClient {

	private final ZmqMessageConverter converter;

	private final ZmqTemplateSettings settings;

	private final RequestTimer timer;

	RequestReplyClient(ZmqMessageConverter converter, ZmqTemplateSettings settings, RequestTimer timer) {
		this.converter = converter;
		this.settings = settings;
		this.timer = timer;
	}

	Object askAndWait(TemplateSocket socket, Object payload, Type type, Duration timeout, RequestMode mode) {
		Assert.state(!socket.isOwnedByThisThread(),
				() -> "sendAndReceive() was called on the thread that owns socket '" + socket.getName()
						+ "' and would have to receive the reply. Use requestAsync(), or a listener with a "
						+ "concurrency of at least 1.");
		ObservedMessage observation = start(socket);
		try {
			return read(socket, await(socket, payload, timeout, mode, observation), type);
		}
		catch (RuntimeException | Error ex) {
			observation.error(ex);
			throw ex;
		}
		finally {
			observation.stop();
		}
	}

	private ZmqMessage await(TemplateSocket socket, Object payload, Duration timeout, RequestMode mode,
			ObservedMessage observation) {
		MessageContent content = content(socket, payload, mode.failFast(), observation);
		PendingRequests requests = socket.requests();
		ReplyFuture reply = new ReplyFuture();
		PendingRequest request = requests.prepare(timeout, mode.failFast(), reply);
		requests.send(request, (id) -> socket.layout().request(id, content), mode.retries());
		try {
			ZmqMessage message = reply.get();
			requests.end(request);
			return message;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new NoReplyException("Interrupted while waiting for a reply on socket '" + socket.getName() + "'.",
					requests.end(request), ex);
		}
		catch (ExecutionException ex) {
			throw onThisThread(ex);
		}
	}

	/**
	 * The failure was made on the thread that watches the time; what matters is who
	 * waited.
	 */
	private static RuntimeException onThisThread(ExecutionException ex) {
		if (ex.getCause() instanceof ZmqSecureException failure) {
			failure.fillInStackTrace();
			return failure;
		}
		return new IllegalStateException(ex.getCause());
	}

	CompletableFuture<Object> ask(TemplateSocket socket, Object payload, Type type, Duration timeout,
			RequestMode mode) {
		ObservedMessage observation = start(socket);
		RequestFuture future = new RequestFuture((message) -> read(socket, message, type), observation,
				this.settings.replyExecutor(), this.timer);
		try {
			MessageContent content = content(socket, payload, mode.failFast(), observation);
			PendingRequests requests = socket.requests();
			PendingRequest request = requests.prepare(timeout, mode.failFast(), future);
			future.onEnd(() -> requests.end(request));
			requests.send(request, (id) -> socket.layout().request(id, content), mode.retries());
		}
		catch (RuntimeException ex) {
			future.completeExceptionally(ex);
		}
		return future;
	}

	private ObservedMessage start(TemplateSocket socket) {
		return ObservedMessage.guarded(() -> this.settings.observations().start(socket.getName(), "request", null));
	}

	private MessageContent content(TemplateSocket socket, Object payload, boolean failFast,
			ObservedMessage observation) {
		if (failFast) {
			socket.assertSendable(true);
		}
		return this.converter.write(payload).with(observation.headers());
	}

	private Object read(TemplateSocket socket, ZmqMessage reply, Type type) {
		ReceivedMessage received = socket.layout().read(reply);
		String error = received.error();
		if (error != null) {
			throw new ErrorReplyException(socket.getName(), error);
		}
		Message<?> message = received.toMessage(socket.getName(), false);
		boolean whole = ResolvableType.forType(type).toClass() == Message.class;
		try {
			return whole ? message : this.converter.read(message, type);
		}
		catch (UnreadableMessageException ex) {
			String suspicion = socket.layout().suspicion(reply);
			throw (suspicion != null) ? new UnreadableMessageException(ex.getMessage() + " " + suspicion, ex) : ex;
		}
	}

}
