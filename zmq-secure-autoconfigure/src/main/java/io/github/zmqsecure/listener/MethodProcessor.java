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

package io.github.zmqsecure.listener;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import io.github.zmqsecure.auth.AuthenticatedPeer;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.converter.ReceivedMessage;
import io.github.zmqsecure.converter.WireFormat;
import io.github.zmqsecure.observation.ListenerObservations;
import io.github.zmqsecure.observation.ObservedMessage;
import io.github.zmqsecure.observation.ZmqListenerObservationContext;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.handler.invocation.InvocableHandlerMethod;

/**
 * Takes messages apart, calls a method with what it asks for, and answers with what it
 * returns.
 */
class MethodProcessor implements MessageProcessor {

	private final ManagedSocket socket;

	private final WireFormat layout;

	private final InvocableHandlerMethod method;

	private final Retries retries;

	private final ReplySender replies;

	private final FailureHandling failures;

	private final ZmqListenerEndpoint endpoint;

	private final ListenerObservations observations;

	MethodProcessor(ManagedSocket socket, WireFormat layout, InvocableHandlerMethod method, Retries retries,
			ReplySender replies, FailureHandling failures, ZmqListenerEndpoint endpoint,
			ListenerObservations observations) {
		this.endpoint = endpoint;
		this.socket = socket;
		this.layout = layout;
		this.method = method;
		this.retries = retries;
		this.replies = replies;
		this.failures = failures;
		this.observations = observations;
	}

	@Override
	public @Nullable CompletionStage<?> process(ZmqMessage raw) {
		ReceivedMessage received;
		Message<?> message;
		try {
			received = this.layout.read(raw);
			message = received.toMessage(this.socket.getName(), this.layout.isRouter());
		}
		catch (RuntimeException ex) {
			this.failures.handle(raw, null, ex);
			return null;
		}
		ObservedMessage observation = this.observations.start(this.endpoint.socket(), this.endpoint.id(),
				() -> contextOf(received));
		ObservedMessage.Scope scope = observation.openScope();
		try {
			Object result = this.retries.call(() -> this.method.invoke(message));
			if (result instanceof CompletionStage<?> stage) {
				return stage.handle((value, failure) -> {
					finish(received, value, failure, observation);
					observation.stop();
					return value;
				});
			}
			finish(received, result, null, observation);
		}
		catch (Throwable ex) {
			finish(received, null, ex, observation);
		}
		finally {
			scope.close();
		}
		observation.stop();
		return null;
	}

	private ZmqListenerObservationContext contextOf(ReceivedMessage received) {
		AuthenticatedPeer peer = received.raw().peer();
		return new ZmqListenerObservationContext(this.endpoint.socket(), this.endpoint.id(),
				(peer != null) ? peer.name() : null, received.topic(), received.headers(), !this.method.isVoid());
	}

	/**
	 * Answer, or deal with the failure.
	 */
	private void finish(ReceivedMessage received, @Nullable Object result, @Nullable Throwable failure,
			ObservedMessage observation) {
		Throwable problem = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		try {
			if (problem == null) {
				this.replies.reply(received, result);
			}
		}
		catch (RuntimeException ex) {
			problem = ex;
		}
		if (problem != null) {
			observation.error(problem);
			this.failures.handle(received.raw(), received, problem);
		}
	}

}
