// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ZmqMessage;
import org.jspecify.annotations.Nullable;

/**
 * Does everything that there is to do about a message: handles it, again if need be, and
 * answers it, or deals with its failure.
 */
class MessageProcessor {

	private final ListenerInvoker invoker;

	private final Retries retries;

	private final ReplySender replies;

	private final FailureHandling failures;

	MessageProcessor(ListenerInvoker invoker, Retries retries, ReplySender replies, FailureHandling failures) {
		this.invoker = invoker;
		this.retries = retries;
		this.replies = replies;
		this.failures = failures;
	}

	void process(InFlightMessage message, ListenerDispatcher dispatcher) {
		Throwable givenUpFor = message.givenUpFor();
		if (givenUpFor != null) {
			dispatcher.handlerLeft(message);
			giveUp(message, givenUpFor, dispatcher);
			message.cancel();
			return;
		}
		Object result;
		CompletionStage<?> later;
		try {
			result = this.invoker.invoke(message);
			later = this.invoker.later(message, result);
		}
		catch (Throwable ex) {
			dispatcher.handlerLeft(message);
			failed(message, ex, dispatcher);
			return;
		}
		dispatcher.handlerLeft(message);
		if (later == null) {
			succeeded(message, result, dispatcher);
			return;
		}
		dispatcher.await(message, later, (value, failure) -> completed(message, value, failure, dispatcher));
	}

	/**
	 * Leave a message that is settled, and say so.
	 * @param reason why it is left
	 */
	void abandoned(InFlightMessage message, DropReason reason) {
		try {
			message.observation().stop();
			ZmqMessage error = this.replies.error(message, reason);
			if (error != null) {
				this.replies.send(message, error);
			}
		}
		finally {
			this.replies.release(message);
		}
	}

	/**
	 * On whatever thread completes the result.
	 */
	private void completed(InFlightMessage message, @Nullable Object value, @Nullable Throwable failure,
			ListenerDispatcher dispatcher) {
		try {
			if (failure != null) {
				failed(message, failure, dispatcher);
			}
			else {
				succeeded(message, value, dispatcher);
			}
		}
		catch (Throwable ex) {
			dispatcher.crashed(message, ex);
		}
	}

	private void succeeded(InFlightMessage message, @Nullable Object result, ListenerDispatcher dispatcher) {
		ZmqMessage answer;
		try {
			answer = this.invoker.answer(message, result);
		}
		catch (Throwable ex) {
			giveUp(message, ex, dispatcher);
			return;
		}
		if (message.settle()) {
			try {
				if (answer != null) {
					this.replies.send(message, answer);
				}
			}
			finally {
				done(message, dispatcher);
			}
		}
	}

	private void failed(InFlightMessage message, Throwable failure, ListenerDispatcher dispatcher) {
		Throwable cause = message.causeOf(FailureHandling.unwrap(failure));
		Duration delay = this.retries.nextDelay(message, cause);
		if (delay != null) {
			dispatcher.retry(message, cause, delay);
		}
		else {
			giveUp(message, cause, dispatcher);
		}
	}

	private void giveUp(InFlightMessage message, Throwable failure, ListenerDispatcher dispatcher) {
		if (message.settle()) {
			try {
				message.observation().error(failure);
				this.failures.handle(message, failure);
			}
			finally {
				done(message, dispatcher);
			}
		}
	}

	/**
	 * Whatever became of a message, a REP goes on.
	 */
	private void done(InFlightMessage message, ListenerDispatcher dispatcher) {
		this.replies.release(message);
		message.observation().stop();
		dispatcher.done(message);
	}

}
