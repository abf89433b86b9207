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

package io.github.zmqsecure.connection;

/**
 * Notified of what happens to the connections of one socket. Called on an I/O thread or
 * the guard's: implementations only take note. Does nothing as it is.
 *
 * @since 0.1.0
 */
public interface ConnectionListener {

	/**
	 * A handshake succeeded, or a connection that was ready ended.
	 */
	default void connectionsChanged() {
	}

	/**
	 * Return whether connections end since the socket is being closed, of which nobody
	 * else is notified.
	 * @return whether it is
	 */
	default boolean isStopping() {
		return false;
	}

	/**
	 * JeroMQ gave up connecting to an endpoint, and should connect anew, or to another of
	 * its addresses.
	 * @param endpoint the endpoint, as it was set
	 */
	default void connectionAbandoned(String endpoint) {
	}

	/**
	 * A message was dropped, and its sender cut off, since it has more frames or bytes
	 * than the socket allows.
	 */
	default void messageTooLarge() {
	}

	/**
	 * A message was dropped that the type of the socket has no use for.
	 */
	default void messageDiscarded() {
	}

}
