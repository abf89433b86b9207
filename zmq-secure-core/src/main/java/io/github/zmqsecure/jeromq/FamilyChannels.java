// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;
import zmq.Options;
import zmq.io.net.Address.IZAddress;
import zmq.io.net.SelectorProviderChooser;

/**
 * Opens the channels of one socket. Java's listeners are of both families where nothing
 * is said, even with an IPv4 address, so that {@code 0.0.0.0} would take IPv6 as well:
 * here the family is that of the address. Remembers the listeners: the last for the check
 * after the bind, and all so that any thread can close them.
 */
final class FamilyChannels implements SelectorProviderChooser {

	private final List<ServerSocketChannel> listeners = new CopyOnWriteArrayList<>();

	@Override
	public SelectorProvider choose(IZAddress address, Options options) {
		boolean ipv4 = address.family() == zmq.io.net.StandardProtocolFamily.INET;
		return new FamilyProvider((ipv4) ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
	}

	/**
	 * Return what the listener that was opened last really listens on.
	 * @return the address, {@code null} if none was opened or it was closed again
	 */
	@Nullable InetSocketAddress lastAddress() {
		try {
			return (!this.listeners.isEmpty())
					? (InetSocketAddress) this.listeners.get(this.listeners.size() - 1).getLocalAddress() : null;
		}
		catch (IOException ex) {
			return null;
		}
	}

	/**
	 * Close the listeners. JeroMQ's poller lets go of them when it selects next.
	 */
	void close() {
		this.listeners.forEach(FamilyChannels::close);
	}

	private static void close(ServerSocketChannel listener) {
		try {
			listener.close();
		}
		catch (IOException ex) {
			// JeroMQ closes it once more.
			return;
		}
	}

	/**
	 * Java's own provider, but for the family of listeners.
	 */
	private final class FamilyProvider extends SelectorProvider {

		private final SelectorProvider delegate = SelectorProvider.provider();

		private final ProtocolFamily family;

		FamilyProvider(ProtocolFamily family) {
			this.family = family;
		}

		@Override
		public ServerSocketChannel openServerSocketChannel() throws IOException {
			ServerSocketChannel channel = this.delegate.openServerSocketChannel(this.family);
			FamilyChannels.this.listeners.removeIf((each) -> !each.isOpen());
			FamilyChannels.this.listeners.add(channel);
			return channel;
		}

		@Override
		public SocketChannel openSocketChannel() throws IOException {
			return this.delegate.openSocketChannel();
		}

		@Override
		public DatagramChannel openDatagramChannel() throws IOException {
			return this.delegate.openDatagramChannel();
		}

		@Override
		public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
			return this.delegate.openDatagramChannel(family);
		}

		@Override
		public Pipe openPipe() throws IOException {
			return this.delegate.openPipe();
		}

		@Override
		public AbstractSelector openSelector() throws IOException {
			return this.delegate.openSelector();
		}

	}

}
