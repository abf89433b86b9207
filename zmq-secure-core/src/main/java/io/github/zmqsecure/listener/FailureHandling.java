// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

import io.github.zmqsecure.Printable;
import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.converter.UnreadableMessageException;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.handler.annotation.support.MethodArgumentNotValidException;
import org.springframework.messaging.handler.invocation.MethodArgumentResolutionException;

/**
 * What becomes of a message that a listener could not handle. Whatever happens here, it
 * is counted once and the container goes on.
 */
class FailureHandling {

	private static final int MAX_CAUSE = 300;

	private final String listenerId;

	private final ManagedSocket socket;

	private final @Nullable ZmqListenerErrorHandler errorHandler;

	private final List<DeadLetterHandler> deadLetterHandlers;

	private final ReplySender replies;

	private final FailureLog log;

	FailureHandling(String listenerId, ManagedSocket socket, @Nullable ZmqListenerErrorHandler errorHandler,
			List<DeadLetterHandler> deadLetterHandlers, ReplySender replies, FailureLog log) {
		this.listenerId = listenerId;
		this.socket = socket;
		this.errorHandler = errorHandler;
		this.deadLetterHandlers = deadLetterHandlers;
		this.replies = replies;
		this.log = log;
	}

	/**
	 * Return whether it is of no use to try again.
	 */
	static boolean isFinal(Throwable failure) {
		return reasonOf(failure) != DropReason.HANDLER_FAILED;
	}

	/**
	 * Return the failure itself, not what carried it from another thread.
	 */
	static Throwable unwrap(Throwable failure) {
		Throwable cause = failure.getCause();
		boolean carrier = failure instanceof CompletionException || failure instanceof ExecutionException;
		return (carrier && cause != null) ? cause : failure;
	}

	private static DropReason reasonOf(Throwable failure) {
		if (failure instanceof MethodArgumentNotValidException) {
			return DropReason.INVALID;
		}
		if (failure instanceof UnreadableMessageException || failure instanceof MessageConversionException
				|| failure instanceof MethodArgumentResolutionException) {
			return DropReason.UNREADABLE;
		}
		if (failure instanceof HandlerTimeoutException) {
			return DropReason.HANDLER_TIMEOUT;
		}
		return (failure instanceof ListenerStoppedException) ? DropReason.NOT_HANDLED : DropReason.HANDLER_FAILED;
	}

	/**
	 * Handle a failure.
	 * @param message the message, which is settled
	 * @param failure why it was not handled
	 */
	void handle(InFlightMessage message, Throwable failure) {
		Exception exception = (failure instanceof Exception ex) ? ex
				: new IllegalStateException("Listener '" + this.listenerId + "' failed with an error", failure);
		ZmqListenerErrorHandler errorHandler = this.errorHandler;
		if (errorHandler == null) {
			giveUp(message, exception);
			return;
		}
		ZmqMessage answer;
		try {
			Object payload = errorHandler.handleError(this.replies.shown(message), exception);
			answer = (payload != null) ? this.replies.answer(message, payload) : this.replies.owed(message);
		}
		catch (Throwable ex) {
			giveUp(message, (ex instanceof Exception own) ? own
					: new IllegalStateException("The error handler of listener '" + this.listenerId + "' failed", ex));
			return;
		}
		if (answer != null) {
			this.replies.send(message, answer);
		}
	}

	private void giveUp(InFlightMessage message, Exception failure) {
		DropReason reason = reasonOf(failure);
		this.socket.getStatistics().dropped(reason, 1);
		log(message, failure, reason);
		for (DeadLetterHandler handler : this.deadLetterHandlers) {
			try {
				handler.handle(this.socket.getName(), this.replies.shown(message), failure);
			}
			catch (Throwable ex) {
				this.log.error("dead letters", "A dead-letter handler of socket '" + this.socket.getName()
						+ "' failed on a message of listener '" + this.listenerId + "'", ex);
			}
		}
		ZmqMessage error = this.replies.error(message, reason);
		if (error != null) {
			this.replies.send(message, error);
		}
	}

	private void log(InFlightMessage message, Exception failure, DropReason reason) {
		String text = "Listener '" + this.listenerId + "' of socket '" + this.socket.getName() + "' could not handle "
				+ message.raw();
		if (reason == DropReason.HANDLER_FAILED) {
			this.log.error(failure.getClass().getName(), text, failure);
		}
		else {
			this.log.warn(reason.tag(), text + " (" + reason.tag() + "): " + oneLine(failure)
					+ ((reason == DropReason.UNREADABLE) ? this.replies.suspicion(message) : ""), failure);
		}
	}

	/**
	 * What a peer sent may be in the message of an exception.
	 */
	private static String oneLine(Exception failure) {
		String text = String.valueOf(Printable.readable(failure).getMessage()).replaceAll("\\p{Cntrl}", "?");
		return (text.length() > MAX_CAUSE) ? text.substring(0, MAX_CAUSE) + "..." : text;
	}

}
