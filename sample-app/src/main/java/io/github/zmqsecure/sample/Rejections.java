// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

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
