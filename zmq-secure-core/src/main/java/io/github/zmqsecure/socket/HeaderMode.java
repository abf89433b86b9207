// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.socket;

/**
 * Whether the messages of a socket bear a header frame.
 *
 * @since 0.1.0
 */
public enum HeaderMode {

	/**
	 * To and from peers that said in the handshake that they understand it. Others
	 * neither get nor send one.
	 */
	AUTO,

	/** Each message, to and from every peer. */
	TRUE,

	/** None. */
	FALSE;

	/**
	 * Return what is in force for a socket: where nothing can be negotiated {@link #AUTO}
	 * is {@link #FALSE}, as on sockets inside of the process, which have no handshake,
	 * and those that keep or carry one frame only.
	 * @param settings the settings of the socket
	 * @return the mode in force
	 */
	public HeaderMode on(SocketSettings settings) {
		boolean conflates = settings.options().isEnabled(SocketOption.CONFLATE, settings.type());
		boolean negotiable = SocketTraits.hasMultipart(settings.type()) && !settings.hasInproc() && !conflates;
		return (this == AUTO && !negotiable) ? FALSE : this;
	}

}
