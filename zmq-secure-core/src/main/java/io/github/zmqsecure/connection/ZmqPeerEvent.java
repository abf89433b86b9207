// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.io.Serial;
import java.io.Serializable;
import java.net.InetSocketAddress;

import io.github.zmqsecure.memory.UnnamedPeers;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEvent;

/**
 * Published when something happens to the connection of a peer. It comes on a thread of
 * its own, so a listener may take its time; events of one kind on the same peer, or of
 * very many peers, that happen meanwhile come together as the latest of them, at its
 * place in the order.
 *
 * @since 0.1.0
 */
public abstract class ZmqPeerEvent extends ApplicationEvent {

	@Serial
	private static final long serialVersionUID = 1L;

	private final Peer peer;

	private final long count;

	/**
	 * Create an event.
	 * @param source what tells of it
	 * @param peer whom it is about
	 * @param count how many events of the kind it stands for
	 */
	protected ZmqPeerEvent(Object source, Peer peer, long count) {
		super(source);
		this.peer = peer;
		this.count = count;
	}

	/**
	 * Return whom the event is about.
	 * @return the peer
	 */
	public Peer getPeer() {
		return this.peer;
	}

	/**
	 * Return the name of the socket.
	 * @return the name
	 */
	public String getSocket() {
		return this.peer.socket();
	}

	/**
	 * Return how many events of the kind this one stands for.
	 * @return the number, 1 unless there were very many at once
	 */
	public long getCount() {
		return this.count;
	}

	/**
	 * Return the reason, by which events may come together.
	 */
	String kind() {
		return getClass().getSimpleName();
	}

	/**
	 * Return this event with another count.
	 */
	abstract ZmqPeerEvent standingFor(long count);

	/**
	 * The other end of a connection, as far as it is known.
	 *
	 * @param socket the name of the socket here
	 * @param name the name under which it was authenticated; {@code null} for who was
	 * not, and for servers
	 * @param fingerprint the fingerprint of the key that it proved to have
	 * @param address its address
	 * @param accepted whether it connected, rather than the socket here
	 */
	public record Peer(String socket, @Nullable String name, @Nullable String fingerprint,
			@Nullable InetSocketAddress address, boolean accepted) implements Serializable {

		/**
		 * A peer that is not connected, by its name or its fingerprint.
		 */
		static Peer absent(String socket, String peer) {
			boolean fingerprint = UnnamedPeers.contain(peer);
			return new Peer(socket, (fingerprint) ? null : peer, (fingerprint) ? peer : null, null, true);
		}

	}

}
