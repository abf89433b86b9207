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

package io.github.zmqsecure.channel;

/**
 * Receives the messages of a managed socket. Called on the socket's owner thread:
 * implementations return soon, or hand the message on.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface MessageHandler {

	/**
	 * Handle one message.
	 * @param message the message
	 */
	void handle(ZmqMessage message);

	/**
	 * Notified when the socket is about to be opened, again if it was open before: what
	 * is known of its peers is outdated.
	 */
	default void opening() {
	}

	/**
	 * Notified when the socket was stopped, by whoever stops it: no further message comes
	 * before it is opened again, unless the owner thread did not end in time. Then it may
	 * still be handing over those that it had read.
	 */
	default void stopped() {
	}

}
