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

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.converter.MessageContent;
import io.github.zmqsecure.converter.ReceivedMessage;
import io.github.zmqsecure.converter.ZmqMessageConverter;
import io.github.zmqsecure.observation.ObservedMessage;

import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;

/**
 * Asks, and makes of the reply what was asked for: on the thread that waits for it, or on
 * the executor for replies, never on the one that owns the socket.
 */
class RequestReplyClient {

	private final ZmqMessageConverter converter;

	private final ZmqTemplateSettings settings;

	RequestReplyClient(ZmqMessageConverter converter, ZmqTemplateSettings settings) {
		this.converter = converter;
		this.settings = settings;
	}

	Object askAndWait(TemplateSocket socket, Object payload, Type type, Duration timeout) {
		ObservedMessage observation = this.settings.observations().start(socket.getName(), "request", null);
		CompletableFuture<ZmqMessage> reply = null;
		try {
			reply = send(socket, payload, timeout, observation);
			return read(socket, reply.get(), type);
		}
		catch (InterruptedException ex) {
			reply.cancel(false);
			Thread.currentThread().interrupt();
			ZmqSecureException failure = new ZmqSecureException(
					"Interrupted while waiting for a reply on socket '" + socket.getName() + "'", ex);
			observation.error(failure);
			throw failure;
		}
		catch (ExecutionException ex) {
			RuntimeException failure = onThisThread(ex);
			observation.error(failure);
			throw failure;
		}
		catch (RuntimeException ex) {
			observation.error(ex);
			throw ex;
		}
		finally {
			observation.stop();
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

	CompletableFuture<Object> ask(TemplateSocket socket, Object payload, Type type, Duration timeout) {
		ObservedMessage observation = this.settings.observations().start(socket.getName(), "request", null);
		CompletableFuture<ZmqMessage> reply;
		try {
			reply = send(socket, payload, timeout, observation);
		}
		catch (RuntimeException ex) {
			observation.error(ex);
			observation.stop();
			return CompletableFuture.failedFuture(ex);
		}
		return new RequestFuture(reply, (message) -> read(socket, message, type), observation)
			.completeOn(this.settings.replyExecutor());
	}

	private CompletableFuture<ZmqMessage> send(TemplateSocket socket, Object payload, Duration timeout,
			ObservedMessage observation) {
		MessageContent content = this.converter.write(payload).with(observation.headers());
		return socket.requests().ask((id) -> socket.layout().request(id, content), timeout);
	}

	private Object read(TemplateSocket socket, ZmqMessage reply, Type type) {
		ReceivedMessage received = socket.layout().read(reply);
		String error = received.error();
		if (error != null) {
			throw new ErrorReplyException(socket.getName(), error);
		}
		Message<?> message = received.toMessage(socket.getName(), false);
		boolean whole = ResolvableType.forType(type).toClass() == Message.class;
		return whole ? message : this.converter.read(message, type);
	}

}
