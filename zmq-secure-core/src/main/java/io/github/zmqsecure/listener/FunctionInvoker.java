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
