// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import io.github.zmqsecure.channel.ZmqMessage;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of a message that its listener could not handle, after all
 * retries.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ZmqListenerErrorHandler {

	/**
	 * Handle the failure. Without an exception the message counts as handled.
	 * @param message the message with its raw frames
	 * @param failure why it was not handled;
	 * {@link io.github.zmqsecure.converter.UnreadableMessageException} or a Spring
	 * messaging exception if it could not be read
	 * @return the payload of a reply, {@code null} for none
	 * @throws Exception if the message is to be counted, logged, given to the
	 * {@link DeadLetterHandler}s, and answered with an error reply where that is
	 * possible; often the failure itself
	 */
	@Nullable Object handleError(ZmqMessage message, Exception failure) throws Exception;

}
