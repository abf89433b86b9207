/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

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
