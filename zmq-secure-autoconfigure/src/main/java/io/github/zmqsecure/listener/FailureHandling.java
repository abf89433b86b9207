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

import java.time.Duration;
import java.util.List;

import io.github.zmqsecure.RateLimitedLog;
import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.converter.ReceivedMessage;
import io.github.zmqsecure.converter.UnreadableMessageException;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.handler.invocation.MethodArgumentResolutionException;

/**
 * What becomes of a message that a listener could not handle. Whatever happens here, the
 * container goes on.
 */
class FailureHandling {

	private static final RateLimitedLog log = new RateLimitedLog(LogFactory.getLog(FailureHandling.class),
			Duration.ofSeconds(1));

	private final String listenerId;

	private final ManagedSocket socket;

	private final @Nullable ZmqListenerErrorHandler errorHandler;

	private final List<DeadLetterHandler> deadLetterHandlers;

	private final ReplySender replies;

	FailureHandling(String listenerId, ManagedSocket socket, @Nullable ZmqListenerErrorHandler errorHandler,
			List<DeadLetterHandler> deadLetterHandlers, ReplySender replies) {
		this.listenerId = listenerId;
		this.socket = socket;
		this.errorHandler = errorHandler;
		this.deadLetterHandlers = deadLetterHandlers;
		this.replies = replies;
	}

	/**
	 * Return whether a message failed for what it is, so that it would fail again.
	 */
	static boolean isUnreadable(Throwable failure) {
		return failure instanceof UnreadableMessageException || failure instanceof MessageConversionException
				|| failure instanceof MethodArgumentResolutionException;
	}

	/**
	 * Handle a failure.
	 * @param raw the message
	 * @param received the message taken apart, {@code null} if it could not be
	 * @param failure why it was not handled
	 */
	void handle(ZmqMessage raw, @Nullable ReceivedMessage received, Throwable failure) {
		Exception exception = (failure instanceof Exception ex) ? ex
				: new IllegalStateException("Listener '" + this.listenerId + "' failed with an error", failure);
		if (this.errorHandler == null) {
			giveUp(raw, received, exception);
			return;
		}
		try {
			this.replies.reply(received, this.errorHandler.handleError(raw, exception));
		}
		catch (Exception ex) {
			giveUp(raw, received, ex);
		}
	}

	private void giveUp(ZmqMessage raw, @Nullable ReceivedMessage received, Exception failure) {
		DropReason reason = isUnreadable(failure) ? DropReason.UNREADABLE : DropReason.HANDLER_FAILED;
		this.socket.getStatistics().dropped(reason, 1);
		log.error(
				"Listener '" + this.listenerId + "' of socket '" + this.socket.getName() + "' could not handle " + raw,
				failure);
		for (DeadLetterHandler handler : this.deadLetterHandlers) {
			try {
				handler.handle(this.socket.getName(), raw, failure);
			}
			catch (RuntimeException ex) {
				log.error("A dead-letter handler of socket '" + this.socket.getName() + "' failed", ex);
			}
		}
		this.replies.error(received, reason);
	}

}
