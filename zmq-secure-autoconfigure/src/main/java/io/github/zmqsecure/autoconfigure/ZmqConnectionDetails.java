// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * Details required to connect sockets with their servers. What a bean of this type says
 * of a socket takes the place of its properties; of several beans the last one that says
 * something counts.
 *
 * @since 0.1.0
 */
public interface ZmqConnectionDetails extends ConnectionDetails {

	/**
	 * Return where a socket connects to.
	 * @param socket the name of the socket
	 * @return the endpoints; none for what is configured
	 */
	List<String> getEndpoints(String socket);

	/**
	 * Return which key the server of a socket has to prove.
	 * @param socket the name of the socket
	 * @return the public key as 40 characters of Z85 or 64 hexadecimal digits;
	 * {@code null} for what is configured
	 */
	default @Nullable String getServerKey(String socket) {
		return null;
	}

}
