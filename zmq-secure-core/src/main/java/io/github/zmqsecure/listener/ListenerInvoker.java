// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import java.util.concurrent.CompletionStage;

import io.github.zmqsecure.channel.ZmqMessage;
import org.jspecify.annotations.Nullable;

/**
 * Calls what handles the messages of a listener.
 */
interface ListenerInvoker {

	/**
	 * Call the handler.
	 * @return what it returns
	 * @throws Throwable whatever it throws
	 */
	@Nullable Object invoke(InFlightMessage message) throws Throwable;

	/**
	 * Return what completes with the result.
	 * @param result what the handler returned
	 * @return the stage, {@code null} if the result is there
	 */
	@Nullable CompletionStage<?> later(InFlightMessage message, @Nullable Object result);

	/**
	 * Lay out the answer.
	 * @param result the result
	 * @return the answer, {@code null} for none
	 */
	@Nullable ZmqMessage answer(InFlightMessage message, @Nullable Object result);

}
