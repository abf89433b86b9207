// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

/**
 * Creates the containers of listeners.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ZmqListenerContainerFactory {

	/**
	 * Create a container that is not started.
	 * @param endpoint what listens on which socket
	 * @return the container
	 */
	ZmqListenerContainer createContainer(ZmqListenerEndpoint endpoint);

}
