// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import java.util.concurrent.CompletionStage;

import io.github.zmqsecure.channel.ZmqMessage;
import org.jspecify.annotations.Nullable;

/**
 * Hands raw messages to a {@link ZmqMessageListener}.
 *
 * @param listener the listener
 * @param replies lays out the answers
 */
record FunctionInvoker(ZmqMessageListener listener, ReplySender replies) implements ListenerInvoker {

	@Override
	public @Nullable Object invoke(InFlightMessage message) throws Exception {
		return this.listener.onMessage(this.replies.shown(message));
	}

	@Override
	public @Nullable CompletionStage<?> later(InFlightMessage message, @Nullable Object result) {
		return null;
	}

	@Override
	public @Nullable ZmqMessage answer(InFlightMessage message, @Nullable Object result) {
		return (result != null) ? (ZmqMessage) result : this.replies.owed(message);
	}

}
