// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Adapts {@link ZmqSecureProperties} to {@link ZmqConnectionDetails}.
 */
class PropertiesZmqConnectionDetails implements ZmqConnectionDetails {

	private final ZmqSecureProperties properties;

	PropertiesZmqConnectionDetails(ZmqSecureProperties properties) {
		this.properties = properties;
	}

	@Override
	public List<String> getEndpoints(String socket) {
		ZmqSocketProperties properties = this.properties.getSockets().get(socket);
		return (properties != null) ? List.copyOf(properties.getConnect()) : List.of();
	}

	@Override
	public @Nullable String getServerKey(String socket) {
		ZmqSocketProperties properties = this.properties.getSockets().get(socket);
		String server = (properties != null) ? properties.getServer() : null;
		ZmqSecureProperties.Peer peer = (server != null) ? this.properties.getPeers().get(server) : null;
		return (peer != null) ? peer.getPublicKey() : null;
	}

}
