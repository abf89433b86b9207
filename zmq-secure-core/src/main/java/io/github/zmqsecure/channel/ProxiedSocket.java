// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import org.jspecify.annotations.Nullable;

/**
 * A {@link ManagedSocket} as a proxy uses it, which alone takes what the socket receives
 * and gives it what another has received. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ProxiedSocket {

	private final ManagedSocket socket;

	/**
	 * Create a view of a socket.
	 * @param socket the socket
	 */
	public ProxiedSocket(ManagedSocket socket) {
		this.socket = socket;
	}

	/**
	 * Let a proxy alone take what the socket receives, for good.
	 * @param proxy the name of the proxy
	 * @param handler takes it, {@code null} if the socket is to receive nothing
	 * @throws IllegalStateException if others take it already
	 */
	public void claim(String proxy, @Nullable MessageHandler handler) {
		this.socket.getInbound().claim(proxy, handler);
		this.socket.getConnections().relaySubscriptions();
	}

	/**
	 * Return the socket.
	 * @return the socket
	 */
	public ManagedSocket get() {
		return this.socket;
	}

	/**
	 * Queue a message if there is room, without waiting. One for which there is none is
	 * not counted: it is still the caller's.
	 * @param message the message
	 * @return whether it was queued
	 * @throws MessageTooLargeException if the message exceeds the limits of the socket,
	 * which is counted
	 */
	public boolean forward(ZmqMessage message) {
		return this.socket.getSender().forward(message);
	}

	/**
	 * Have somebody told once that the queue may have room, by whichever thread made it.
	 * Who was to be told before is forgotten.
	 * @param waiting returns soon and throws nothing
	 */
	public void whenRoom(Runnable waiting) {
		this.socket.getSender().whenRoom(waiting);
	}

	/**
	 * Subscribe an XSUB to a topic, until that is taken back and whenever it is opened.
	 * @param topic the prefix of the topics
	 */
	public void subscribe(byte[] topic) {
		this.socket.getLifecycle().subscribe(topic);
	}

	/**
	 * Take back one {@link #subscribe(byte[])}.
	 * @param topic the prefix of the topics
	 */
	public void unsubscribe(byte[] topic) {
		this.socket.getLifecycle().unsubscribe(topic);
	}

}
