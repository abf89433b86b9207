// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

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
class MethodInvoker implements ListenerInvoker {

	private final ManagedSocket socket;

	private final WireFormat wireFormat;

	private final InvocableHandlerMethod method;

	private final AsyncResults results;

	private final ReplySender replies;

	private final String id;

	private final ListenerObservations observations;

	MethodInvoker(String id, ManagedSocket socket, WireFormat wireFormat, InvocableHandlerMethod method,
			AsyncResults results, ReplySender replies, ListenerObservations observations) {
		this.id = id;
		this.socket = socket;
		this.wireFormat = wireFormat;
		this.method = method;
		this.results = results;
		this.replies = replies;
		this.observations = observations;
	}

	@Override
	public @Nullable Object invoke(InFlightMessage inFlight) throws Throwable {
		Message<?> message = inFlight.message();
		if (message == null) {
			message = read(inFlight);
		}
		ObservedMessage.Scope scope = inFlight.observation().openScope();
		try {
			return this.method.invoke(message);
		}
		finally {
			scope.close();
		}
	}

	private Message<?> read(InFlightMessage inFlight) {
		ReceivedMessage known = inFlight.received();
		ReceivedMessage received = (known != null) ? known : this.wireFormat.read(inFlight.raw());
		Message<?> message = received.toMessage(this.socket.getName(), this.wireFormat.isRouter());
		inFlight.read(received, message);
		inFlight.observe(this.observations.start(this.socket.getName(), this.id, () -> contextOf(received)));
		return message;
	}

	private ZmqListenerObservationContext contextOf(ReceivedMessage received) {
		AuthenticatedPeer peer = received.raw().peer();
		return new ZmqListenerObservationContext(this.socket.getName(), this.id, (peer != null) ? peer.name() : null,
				received.topic(), received.headers(), !this.method.isVoid());
	}

	@Override
	public @Nullable CompletionStage<?> later(InFlightMessage message, @Nullable Object result) {
		return this.results.later(message, result);
	}

	@Override
	public @Nullable ZmqMessage answer(InFlightMessage message, @Nullable Object result) {
		if (result != null) {
			return this.replies.answer(message, result);
		}
		return (this.results.isValueExpected()) ? this.replies.empty(message) : this.replies.owed(message);
	}

}
