// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.util.List;

import io.github.zmqsecure.curve.CurvePublicKey;
import io.github.zmqsecure.curve.InvalidCurveKeyException;
import io.github.zmqsecure.endpoint.Endpoint;
import io.github.zmqsecure.endpoint.InvalidEndpointException;
import org.jspecify.annotations.Nullable;

/**
 * Connection details that blame the bean for what it says wrongly, rather than the
 * properties whose place that takes.
 *
 * @param bean the name of the bean
 * @param details what it says
 */
record CheckedConnectionDetails(String bean, ZmqConnectionDetails details) implements ZmqConnectionDetails {

	@Override
	public List<String> getEndpoints(String socket) {
		List<String> endpoints = this.details.getEndpoints(socket);
		if (endpoints == null) {
			throw unusable("getEndpoints", socket, "it is null; an empty list stands for what is configured");
		}
		if (endpoints.size() > SocketSettingsMapper.MOST_ENDPOINTS) {
			throw unusable("getEndpoints", socket, "it has " + endpoints.size()
					+ " endpoints, and a socket connects to " + SocketSettingsMapper.MOST_ENDPOINTS + " at most");
		}
		endpoints.forEach((endpoint) -> check(socket, endpoint));
		return endpoints;
	}

	@Override
	public @Nullable String getServerKey(String socket) {
		String key = this.details.getServerKey(socket);
		try {
			if (key != null) {
				CurvePublicKey.parse(key);
			}
			return key;
		}
		catch (InvalidCurveKeyException ex) {
			throw unusable("getServerKey", socket, String.valueOf(ex.getMessage()));
		}
	}

	private void check(String socket, @Nullable String endpoint) {
		if (endpoint == null) {
			throw unusable("getEndpoints", socket, "one of the endpoints is null");
		}
		try {
			Endpoint.parseConnect(endpoint);
		}
		catch (InvalidEndpointException ex) {
			throw unusable("getEndpoints", socket, String.valueOf(ex.getMessage()));
		}
	}

	private InvalidConnectionDetailsException unusable(String method, String socket, String problem) {
		return new InvalidConnectionDetailsException(this.bean, method, socket, problem);
	}

}
