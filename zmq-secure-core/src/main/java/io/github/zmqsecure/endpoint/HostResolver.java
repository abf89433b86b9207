// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.endpoint;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Finds the addresses of a host.
 */
@FunctionalInterface
interface HostResolver {

	/**
	 * Return the addresses of a host.
	 * @param host a name or a numeric address
	 * @return at least one address
	 * @throws UnknownHostException if there is none
	 */
	InetAddress[] resolve(String host) throws UnknownHostException;

}
