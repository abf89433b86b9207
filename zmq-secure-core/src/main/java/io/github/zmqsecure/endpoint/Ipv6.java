// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.endpoint;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;

/**
 * Whether this JVM can use IPv6, which the kernel or
 * {@code java.net.preferIPv4Stack=true} may have taken away.
 *
 * @since 0.1.0
 */
public final class Ipv6 {

	private Ipv6() {
	}

	/**
	 * Return whether sockets can have IPv6 addresses.
	 * @return whether a channel of that family can be opened
	 */
	public static boolean isAvailable() {
		try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.INET6)) {
			return channel.isOpen();
		}
		catch (UnsupportedOperationException | IOException ex) {
			return false;
		}
	}

}
