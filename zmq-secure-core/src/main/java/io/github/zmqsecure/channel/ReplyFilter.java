// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.util.function.Predicate;

import io.github.zmqsecure.jeromq.Route;
import org.jspecify.annotations.Nullable;

/**
 * Is asked first whether a received message is the reply to a request.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ReplyFilter {

	/**
	 * Take a message if it is a reply. Called on the thread that owns the socket.
	 * @param message the message
	 * @param route the connection that brought it, {@code null} unless the socket is a
	 * DEALER
	 * @return whether the message was taken, so that the handler does not see it
	 */
	boolean take(ZmqMessage message, @Nullable Route route);

	/**
	 * Notified on the same thread when connections may have ended.
	 * @param ended whether one has, and all that it brought was read
	 */
	default void connectionsEnded(Predicate<Route> ended) {
	}

}
