// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.endpoint;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Asks the name service of the Java platform, which keeps answers as long as
 * {@code networkaddress.cache.ttl} says. Thread-safe.
 *
 * @since 0.1.0
 */
public final class NameServiceEndpointSource implements EndpointSource {

	@Override
	public List<String> resolve(String endpoint) throws UnknownHostException {
		Endpoint parsed = Endpoint.parse(endpoint);
		if (parsed.transport() != Transport.TCP) {
			throw new InvalidEndpointException(endpoint, "the name service knows hosts, and no services");
		}
		return Arrays.stream(InetAddress.getAllByName(parsed.host()))
			.map((address) -> Endpoint.tcp(address.getHostAddress(), parsed.port()).toString())
			.toList();
	}

}
