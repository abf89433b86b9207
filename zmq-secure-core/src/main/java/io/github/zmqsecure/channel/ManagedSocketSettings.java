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

import io.github.zmqsecure.socket.HeaderMode;

/**
 * What a managed socket has beyond the socket itself.
 *
 * @param queueCapacity how many messages its outbound queue holds
 * @param overflow what a send does when the queue is full
 * @param headers whether the messages of the programming model bear a header frame
 * @param sequence whether what is published is numbered per topic
 * @since 0.1.0
 */
public record ManagedSocketSettings(int queueCapacity, Overflow overflow, HeaderMode headers, boolean sequence) {

	/**
	 * Create the settings of a socket without header frames.
	 * @param queueCapacity how many messages its outbound queue holds
	 * @param overflow what a send does when the queue is full
	 */
	public ManagedSocketSettings(int queueCapacity, Overflow overflow) {
		this(queueCapacity, overflow, HeaderMode.FALSE, false);
	}

}
