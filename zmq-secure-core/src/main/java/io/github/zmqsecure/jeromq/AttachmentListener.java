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

package io.github.zmqsecure.jeromq;

import zmq.ZMQ;

/**
 * The event hook of a socket that is also notified of its new connections before their
 * engines are attached. JeroMQ's own events come too late for that where there are
 * several I/O threads.
 *
 * @since 0.1.0
 */
public interface AttachmentListener extends ZMQ.EventConsummer {

	/**
	 * Notified on the I/O thread of a new connection, before JeroMQ tells anything else
	 * of it. It neither blocks nor throws.
	 * @param attachment the connection
	 */
	void attaching(Attachment attachment);

}
