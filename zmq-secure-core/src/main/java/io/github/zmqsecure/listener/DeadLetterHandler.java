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

package io.github.zmqsecure.listener;

import io.github.zmqsecure.channel.ZmqMessage;

/**
 * Receives the messages that no listener could handle, to keep or to forward them. All
 * beans of this type are called, in their order, on the thread of the listener.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface DeadLetterHandler {

	/**
	 * Take a message that was counted and logged already.
	 * @param socket the name of the socket that received it
	 * @param message the message with its raw frames
	 * @param failure why it was not handled
	 */
	void handle(String socket, ZmqMessage message, Exception failure);

}
