// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import io.github.zmqsecure.Printable;
import io.github.zmqsecure.socket.OpenSocket;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * What others have the owner thread of a socket do. Thread-safe, but for
 * {@link #run(OpenSocket, BooleanSupplier)}.
 */
class OwnerTasks {

	private static final Log logger = LogFactory.getLog(OwnerTasks.class);

	private final Queue<Consumer<OpenSocket>> tasks = new ConcurrentLinkedQueue<>();

	private final String socket;

	OwnerTasks(String socket) {
		this.socket = socket;
	}

	void add(Consumer<OpenSocket> task) {
		this.tasks.add(task);
	}

	boolean isEmpty() {
		return this.tasks.isEmpty();
	}

	/**
	 * Run the tasks, each whatever becomes of the others. For the owner only.
	 * @param leaving tells whether the socket is to be closed, so that the rest is left
	 */
	void run(OpenSocket open, BooleanSupplier leaving) {
		Consumer<OpenSocket> task;
		while (!leaving.getAsBoolean() && (task = this.tasks.poll()) != null) {
			try {
				task.accept(open);
			}
			catch (Throwable ex) {
				logger.error("Could not change socket '" + this.socket + "'", Printable.exception(ex));
			}
		}
	}

}
