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
 */
class FunctionProcessor implements MessageProcessor {

	private final ZmqMessageListener listener;

	private final Retries retries;

	private final ReplySender replies;

	private final FailureHandling failures;

	FunctionProcessor(ZmqMessageListener listener, Retries retries, ReplySender replies, FailureHandling failures) {
		this.listener = listener;
		this.retries = retries;
		this.replies = replies;
		this.failures = failures;
	}

	@Override
	public @Nullable CompletionStage<?> process(ZmqMessage message) {
		try {
			if (this.retries.call(() -> this.listener.onMessage(message)) instanceof ZmqMessage reply) {
				this.replies.send(reply);
			}
			else {
				this.replies.reply(null, null);
			}
		}
		catch (Throwable ex) {
			this.failures.handle(message, null, ex);
		}
		return null;
	}

}
