// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How a running listener is doing.
 *
 * @param id the id of the listener
 * @param socket the name of its socket
 * @param active how many messages were taken in and are not done with
 * @param capacity how many there may be before the socket stops receiving
 * @param concurrency how many workers there should be; 0 if messages are handled on the
 * thread that owns the socket
 * @param workers how many workers live
 * @param oldest for how long the message has been handled that has been handled longest,
 * zero if none is
 * @param stuckFor for how long the listener has been full without a message being done
 * with, zero while there is room
 * @param handlerTimeout how long a message may be handled, {@code null} if as long as it
 * takes
 * @since 0.1.0
 */
public record ListenerStatus(String id, String socket, int active, int capacity, int concurrency, int workers,
		Duration oldest, Duration stuckFor, @Nullable Duration handlerTimeout) {

}
