// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.socket;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import io.github.zmqsecure.ZmqSecureException;
import org.zeromq.ZMQ;

/**
 * Makes configured {@link ZMQ.Socket sockets} for those who want their own thread. The
 * factory is thread-safe; the sockets are not: one thread uses and closes each of them.
 *
 * @since 0.1.0
 */
public interface SecureSocketFactory {

	/**
	 * Create a socket with all its options and keys that is neither bound nor connected.
	 * Endpoints that the caller then binds are not held against the allow-lists; prefer
	 * {@link #open(String)}.
	 * @param name the name of the socket under {@code zmq.secure.sockets}
	 * @return the socket
	 * @throws ZmqSecureException if there is no such socket, or it could not be secured
	 */
	ZMQ.Socket create(String name);

	/**
	 * Create a socket and bind and connect it as configured. Waits until names are
	 * resolved; of a name that comes to stand for another address it does not learn.
	 * @param name the name of the socket under {@code zmq.secure.sockets}
	 * @return the socket
	 * @throws ZmqSecureException if there is no such socket, it could not be secured, or
	 * an endpoint could not be bound or connected
	 */
	ZMQ.Socket open(String name);

	/**
	 * Create a socket, bind and connect it as configured, but for endpoints with names,
	 * which whoever owns the socket connects to once they are resolved, and tell where it
	 * is.
	 * @param name the name of the socket under {@code zmq.secure.sockets}
	 * @return the socket and its endpoints
	 * @throws ZmqSecureException if there is no such socket, it could not be secured, or
	 * an endpoint could not be bound or connected
	 */
	OpenSocket openSocket(String name);

	/**
	 * Create a socket in the place of one that was closed: it binds the ports that the
	 * other had, even where they were not configured.
	 * @param name the name of the socket under {@code zmq.secure.sockets}
	 * @param formerlyBound the endpoints that the other was bound to, in the order of its
	 * settings, as {@link OpenSocket#bound()} tells; may be empty
	 * @return the socket and its endpoints
	 * @throws ZmqSecureException if there is no such socket, it could not be secured, or
	 * an endpoint could not be bound or connected
	 */
	default OpenSocket openSocket(String name, List<String> formerlyBound) {
		return openSocket(name);
	}

	/**
	 * Check whether a socket may connect to an address that an endpoint stands for.
	 * @param name the name of the socket under {@code zmq.secure.sockets}
	 * @param endpoint the endpoint as configured
	 * @param address the endpoint with an address in the place of the name
	 * @throws ZmqSecureException if it may not
	 */
	void checkConnect(String name, String endpoint, String address);

	/**
	 * Connect a socket that is open to an address. To be called on the thread that owns
	 * the socket. Asks no name service.
	 * @param name the name of the socket under {@code zmq.secure.sockets}
	 * @param socket the socket
	 * @param endpoint the endpoint as configured
	 * @param address the endpoint with an address in the place of a name
	 * @throws ZmqSecureException if it may not be connected to, or can't be
	 */
	void connect(String name, ZMQ.Socket socket, String endpoint, String address);

	/**
	 * Put the keys as they are now on a socket in use. New handshakes take them; open
	 * connections keep theirs.
	 * @param name the name of the socket
	 * @param socket the socket, to be called on the thread that owns it
	 */
	void refreshKeys(String name, ZMQ.Socket socket);

	/**
	 * Return what makes a socket of somebody else's as configured. For Spring
	 * Integration's ZeroMQ adapters and the like.
	 * @param name the name of the socket under {@code zmq.secure.sockets}
	 * @return the configurer, to be applied before the socket is bound or connected
	 * @throws ZmqSecureException if there is no such socket
	 */
	Consumer<ZMQ.Socket> configurer(String name);

	/**
	 * Return the names of all sockets.
	 * @return the names
	 */
	Set<String> getNames();

	/**
	 * Return the settings of a socket.
	 * @param name the name of the socket
	 * @return its settings
	 * @throws ZmqSecureException if there is no such socket
	 */
	SocketSettings getSettings(String name);

}
