// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.support;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * A network between a client and a server on loopback that can be cut.
 */
public final class Network implements Closeable {

	private final int server;

	private final ServerSocket listener;

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final OutputStream fromClients;

	private final OutputStream fromServer;

	private final Semaphore carries = new Semaphore(1);

	private volatile boolean cut;

	/**
	 * Create a network.
	 * @param server the port of the server
	 */
	public Network(int server) {
		this(server, OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
	}

	/**
	 * Create a network that takes little of what it does not carry.
	 * @param server the port of the server
	 * @param receiveBuffer how many bytes the kernel takes of a client
	 */
	public Network(int server, int receiveBuffer) {
		this(server, OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), receiveBuffer);
	}

	/**
	 * Create a network that records what it carries.
	 * @param server the port of the server
	 * @param fromClients takes what clients send
	 * @param fromServer takes what the server sends
	 */
	public Network(int server, OutputStream fromClients, OutputStream fromServer) {
		this(server, fromClients, fromServer, 0);
	}

	private Network(int server, OutputStream fromClients, OutputStream fromServer, int receiveBuffer) {
		this.server = server;
		this.fromClients = fromClients;
		this.fromServer = fromServer;
		try {
			this.listener = new ServerSocket();
			if (receiveBuffer > 0) {
				this.listener.setReceiveBufferSize(receiveBuffer);
			}
			this.listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.threads.execute(this::accept);
	}

	/**
	 * Return where clients connect to.
	 * @return the port
	 */
	public int port() {
		return this.listener.getLocalPort();
	}

	/**
	 * End all connections, and carry no new ones.
	 */
	public void cut() {
		this.cut = true;
		closeAll();
	}

	/**
	 * Carry new connections again.
	 */
	public void restore() {
		this.cut = false;
	}

	/**
	 * Carry nothing more, in neither direction, and say nothing of it: what is sent waits
	 * in the buffers of the senders.
	 */
	public void freeze() {
		this.carries.acquireUninterruptibly();
	}

	/**
	 * Carry again what waits.
	 */
	public void thaw() {
		this.carries.release();
	}

	private void accept() {
		try {
			while (true) {
				Socket client = this.listener.accept();
				if (this.cut) {
					client.close();
					continue;
				}
				Socket server = new Socket(InetAddress.getLoopbackAddress(), this.server);
				this.sockets.add(client);
				this.sockets.add(server);
				this.threads.execute(() -> carry(client, server, this.fromClients));
				this.threads.execute(() -> carry(server, client, this.fromServer));
			}
		}
		catch (IOException ex) {
			closeAll();
		}
	}

	private void carry(Socket from, Socket to, OutputStream record) {
		try (from; to; InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
			byte[] buffer = new byte[8192];
			int count;
			while ((count = in.read(buffer)) >= 0) {
				this.carries.acquire();
				this.carries.release();
				record.write(buffer, 0, count);
				out.write(buffer, 0, count);
			}
		}
		catch (IOException | InterruptedException ex) {
			this.sockets.remove(from);
		}
	}

	private void closeAll() {
		this.sockets.forEach((socket) -> {
			try {
				socket.close();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
		this.sockets.clear();
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
		closeAll();
		this.threads.shutdownNow();
	}

}
