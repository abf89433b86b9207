// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.socket;

import java.util.List;

import io.github.zmqsecure.socket.HardenedContext.IoThread;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZContext;

/**
 * What a {@link HardenedContext} needs done to its threads that takes a look inside
 * JeroMQ.
 *
 * @since 0.1.0
 */
public interface IoThreadOperations {

	/**
	 * Check that what looks inside JeroMQ finds what it needs.
	 * @param context a context that has no socket yet
	 * @throws io.github.zmqsecure.ZmqSecureException if connections of the context would
	 * not be guarded
	 */
	void check(ZContext context);

	/**
	 * End the connection at which the I/O thread has just failed. Called on that thread.
	 * @param ioThread the thread
	 * @return the address of the other end, {@code null} if no connection could be made
	 * out
	 */
	@Nullable String cutCulprit(IoThread ioThread);

	/**
	 * Make the poller fit to be run again after an error ended it. Called on its thread.
	 * @param ioThread the thread
	 */
	void resume(IoThread ioThread);

	/**
	 * Return whether the I/O thread lives and does not get on: it spins, or something
	 * blocks it. To be called several times a second.
	 * @param context the context of the thread
	 * @param ioThread the thread
	 * @return whether it has not got on for a second and more
	 */
	boolean isStuck(ZContext context, IoThread ioThread);

	/**
	 * Have an I/O thread see at once the signals that wake it, and its timers go off when
	 * they should, though the wall clock was set. To be called several times a second.
	 * @param context the context of the thread
	 * @param ioThread the thread
	 */
	void keepPunctual(ZContext context, IoThread ioThread);

	/**
	 * Free what a context holds without waiting for its I/O threads: ports, connections,
	 * threads. What is left of its sockets reports that the context was terminated.
	 * @param context the context
	 * @param threads all of its threads, of I/O and others
	 */
	void dispose(ZContext context, List<IoThread> threads);

	/**
	 * Close the connections that a context forgot when it was terminated, so that their
	 * peers notice.
	 * @param threads all threads of the context
	 */
	void closeLeftovers(List<IoThread> threads);

}
