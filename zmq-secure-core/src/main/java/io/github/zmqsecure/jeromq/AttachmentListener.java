// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

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
