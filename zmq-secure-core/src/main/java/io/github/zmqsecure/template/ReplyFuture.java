// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.template;

import java.util.concurrent.CompletableFuture;

import io.github.zmqsecure.channel.ZmqMessage;

/**
 * The reply for which a thread waits.
 */
class ReplyFuture extends CompletableFuture<ZmqMessage> implements ReplyHandler {

	@Override
	public void replied(ZmqMessage reply) {
		complete(reply);
	}

	@Override
	public void failed(RuntimeException failure) {
		completeExceptionally(failure);
	}

}
