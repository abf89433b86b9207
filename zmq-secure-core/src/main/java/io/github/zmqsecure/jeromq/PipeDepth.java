// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.zeromq.ZMQ;
import zmq.io.SessionBase;
import zmq.io.StreamEngine;
import zmq.io.mechanism.Mechanism;
import zmq.pipe.Pipe;

/**
 * Counts the messages in the pipes between a socket and its I/O thread. An estimate while
 * the I/O thread works, exact while it rests. To be used by the thread that owns the
 * socket only.
 *
 * @since 0.1.0
 */
public final class PipeDepth {

	private PipeDepth() {
	}

	/**
	 * Count the messages that the socket took and the I/O thread has not.
	 * @param socket the socket
	 * @return the number of messages
	 */
	public static long outbound(ZMQ.Socket socket) {
		return pipes(socket).mapToLong(JeromqInternals.get().pipes()::waiting).sum();
	}

	/**
	 * Count the messages that the socket took and the network has not: those for the I/O
	 * thread, and one for each connection that is writing.
	 * @param socket the socket
	 * @return the number of messages
	 */
	public static long unwritten(ZMQ.Socket socket) {
		long waiting = outbound(socket);
		return waiting + connections(socket).stream().filter(ConnectionOutput::isWriting).count();
	}

	/**
	 * Return whether the I/O threads took all messages that the socket did, but for those
	 * of connections that have ended. To be asked before whether they have written them:
	 * an engine says that it works before it takes a message.
	 */
	static boolean isTaken(ZMQ.Socket socket) {
		PipeInternals internals = JeromqInternals.get().pipes();
		return pipes(socket).noneMatch((pipe) -> !internals.isEnding(pipe) && internals.waiting(pipe) > 0);
	}

	/**
	 * Count the messages for connections that have ended, and whose pipes have not, since
	 * nobody has read them to their end.
	 * @param socket the socket
	 * @return the number of messages
	 */
	public static long ended(ZMQ.Socket socket) {
		PipeInternals internals = JeromqInternals.get().pipes();
		return pipes(socket).filter(internals::isEnding).mapToLong(internals::waiting).sum();
	}

	/** The connections that the socket was given. */
	static List<ConnectionOutput> connections(ZMQ.Socket socket) {
		JeromqInternals internals = JeromqInternals.get();
		List<ConnectionOutput> connections = new ArrayList<>();
		for (Object pipe : internals.pipes().pipes(socket.base())) {
			SessionBase session = internals.sockets().session(internals.pipes().peer((Pipe) pipe));
			StreamEngine engine = (session != null) ? internals.sockets().engine(session) : null;
			if (engine != null && internals.engine().mechanism(engine) instanceof GuardedMechanism mechanism
					&& mechanism.status() == Mechanism.Status.READY) {
				connections.add(new ConnectionOutput((Pipe) pipe, mechanism));
			}
		}
		return connections;
	}

	/**
	 * Count the messages that arrived and the socket was not asked for yet.
	 * @param socket the socket
	 * @return the number of messages
	 */
	public static long inbound(ZMQ.Socket socket) {
		PipeInternals internals = JeromqInternals.get().pipes();
		return pipes(socket).map(internals::peer).mapToLong(internals::waiting).sum();
	}

	/**
	 * Count the peers for whom many messages wait.
	 * @param socket the socket
	 * @param depth how many messages are many
	 * @return the number of peers
	 */
	public static long peersAbove(ZMQ.Socket socket, long depth) {
		PipeInternals internals = JeromqInternals.get().pipes();
		return pipes(socket).filter((pipe) -> internals.waiting(pipe) >= depth).count();
	}

	private static Stream<Pipe> pipes(ZMQ.Socket socket) {
		return JeromqInternals.get().pipes().pipes(socket.base()).stream().map(Pipe.class::cast);
	}

}
