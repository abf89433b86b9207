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

package io.github.zmqsecure.sample;

import io.github.zmqsecure.auth.AuthenticatedPeer;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.listener.ZmqListenerErrorHandler;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.MessagingException;
import org.springframework.stereotype.Component;

/**
 * Answers orders that can't be read or are not valid.
 */
@Component
class Rejections implements ZmqListenerErrorHandler {

	@Override
	public Answer handleError(ZmqMessage message, Exception failure) throws Exception {
		if (failure instanceof MessagingException) {
			return new Answer(0, "rejected", nameOf(message.peer()));
		}
		throw failure;
	}

	private static String nameOf(@Nullable AuthenticatedPeer peer) {
		return (peer != null) ? peer.name() : "nobody";
	}

}
