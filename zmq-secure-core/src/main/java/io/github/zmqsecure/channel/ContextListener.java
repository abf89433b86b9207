// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

/**
 * Notified when the sockets could not be rebuilt after their context failed, and when
 * they could after all. Called on the thread that rebuilds them.
 *
 * @since 0.1.0
 */
public interface ContextListener {

	/**
	 * Several attempts at rebuilding the sockets failed. Others follow.
	 * @param cause why the last one failed
	 */
	void contextBroken(Throwable cause);

	/**
	 * The sockets are open again.
	 */
	void contextHealed();

}
