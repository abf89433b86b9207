// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.net.InetSocketAddress;

import io.github.zmqsecure.socket.ListenerChannels;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;
import zmq.SocketBase;

/**
 * {@link ListenerChannels} by JeroMQ's choice of a selector provider.
 *
 * @since 0.1.0
 */
public class JeromqListenerChannels implements ListenerChannels {

	@Override
	public void apply(ZMQ.Socket socket) {
		socket.setSelectorChooser(new FamilyChannels());
	}

	@Override
	public boolean isApplied(ZMQ.Socket socket) {
		return channels(socket) != null;
	}

	@Override
	public @Nullable InetSocketAddress lastAddress(ZMQ.Socket socket) {
		FamilyChannels channels = channels(socket);
		return (channels != null) ? channels.lastAddress() : null;
	}

	/**
	 * Accept no connections any more. For any thread, and for a socket that was closed,
	 * too.
	 * @param socket the socket
	 */
	static void close(SocketBase socket) {
		if (JeromqInternals.get().session().options(socket).selectorChooser instanceof FamilyChannels channels) {
			channels.close();
		}
	}

	private static @Nullable FamilyChannels channels(ZMQ.Socket socket) {
		return (socket.base().getSocketOptx(zmq.ZMQ.ZMQ_SELECTOR_PROVIDERCHOOSER) instanceof FamilyChannels channels)
				? channels : null;
	}

}
