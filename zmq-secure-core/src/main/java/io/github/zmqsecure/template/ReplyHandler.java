// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.template;

import io.github.zmqsecure.channel.ZmqMessage;

/**
 * Is given what becomes of a request, and runs no code of the application on the thread
 * that tells it.
 */
interface ReplyHandler {

	/**
	 * Take the reply. Called on the thread that owns the socket.
	 * @param reply the reply
	 */
	void replied(ZmqMessage reply);

	/**
	 * No reply is to be expected any more.
	 * @param failure why
	 */
	void failed(RuntimeException failure);

}
