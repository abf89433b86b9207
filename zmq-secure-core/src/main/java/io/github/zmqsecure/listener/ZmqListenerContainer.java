// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;

/**
 * Receives the messages of a socket for one listener, and hands them to its workers. When
 * those are full, the socket stops receiving, so that ZeroMQ's own back-pressure reaches
 * the senders. Thread-safe.
 * <p>
 * {@link #stop()} ends the receiving and a pause, lets what was taken in be handled and
 * answered within the shutdown timeout, and counts what was not as {@code not_handled}.
 * When a handler of the listener calls it, the rest happens after it has returned.
 *
 * @since 0.1.0
 */
public interface ZmqListenerContainer extends SmartLifecycle, DisposableBean {

	/**
	 * Return what listens on which socket.
	 * @return the endpoint
	 */
	ZmqListenerEndpoint getEndpoint();

	/**
	 * Stop receiving, for all listeners of the socket, until resumed or stopped; what was
	 * taken in is still handled. Does nothing unless running. On a DEALER replies to
	 * requests of the template are not received either.
	 */
	void pause();

	/**
	 * Receive again.
	 */
	void resume();

	/**
	 * Return whether the container was paused and not resumed.
	 * @return whether it is paused
	 */
	boolean isPaused();

	/**
	 * Return how many messages were taken in and are not handled yet, those among them
	 * whose asynchronous results are not there yet.
	 * @return the number
	 */
	int getActiveCount();

	/**
	 * Stop for good. The container can't be started again.
	 */
	@Override
	default void destroy() {
		stop();
	}

	@Override
	default boolean isAutoStartup() {
		return getEndpoint().autoStartup();
	}

}
