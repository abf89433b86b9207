// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.support;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

/**
 * Hands out ports that nobody listens on and nobody else is given: they are below those
 * that the system gives to outgoing connections, and in a block that this process holds
 * for as long as it lives, so that processes that test at once don't meet.
 */
public final class Ports {

	private static final int FIRST = 10_000;

	private static final int BLOCK = 100;

	private static final int BLOCKS = 220;

	private static final List<DatagramSocket> CLAIMS = new ArrayList<>();

	private static int block = (int) (ProcessHandle.current().pid() % BLOCKS);

	private static int next = BLOCK;

	private Ports() {
	}

	/**
	 * Return a port that was not given to anybody before.
	 * @return the port
	 */
	public static synchronized int free() {
		for (int tries = 0; tries < BLOCKS * BLOCK; tries++) {
			if (next == BLOCK) {
				claimBlock();
			}
			int port = FIRST + block * BLOCK + next++;
			if (isFree(port)) {
				return port;
			}
		}
		throw new IllegalStateException("Every port is taken");
	}

	/**
	 * The first port of a block is no one's: who has its UDP twin has the block.
	 */
	private static void claimBlock() {
		for (int tries = 0; tries < BLOCKS; tries++) {
			block = (block + 1) % BLOCKS;
			if (claim(FIRST + block * BLOCK)) {
				next = 1;
				return;
			}
		}
		throw new IllegalStateException("Every block of ports is taken");
	}

	private static boolean claim(int port) {
		try {
			return CLAIMS.add(new DatagramSocket(port, InetAddress.getLoopbackAddress()));
		}
		catch (SocketException ex) {
			return false;
		}
	}

	private static boolean isFree(int port) {
		try (ServerSocket socket = new ServerSocket()) {
			socket.bind(new InetSocketAddress(port));
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
