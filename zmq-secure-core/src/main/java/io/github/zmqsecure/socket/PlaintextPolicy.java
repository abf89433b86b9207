// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.socket;

import java.util.List;

import io.github.zmqsecure.endpoint.AllowList;
import io.github.zmqsecure.endpoint.AllowListEndpointPolicy;
import io.github.zmqsecure.endpoint.EndpointPolicy;

/**
 * What a socket without CURVE may do.
 *
 * @since 0.1.0
 */
public enum PlaintextPolicy {

	/** Nothing over TCP: it may only use inproc. */
	DENY(List.of("inproc://*"), List.of("inproc://*")),

	/** Bind and connect loopback addresses. */
	LOOPBACK(List.of("tcp://127.0.0.0/8:*", "tcp://[::1]:*", "inproc://*"),
			List.of("tcp://127.0.0.0/8:*", "tcp://[::1]:*", "inproc://*")),

	/** Whatever the allow-lists permit. */
	ALLOW(List.of("tcp://*:*", "inproc://*"), List.of());

	private final EndpointPolicy endpoints;

	PlaintextPolicy(List<String> bind, List<String> connect) {
		this.endpoints = new AllowListEndpointPolicy(AllowList.of(bind), AllowList.of(connect));
	}

	/**
	 * Return where a socket without CURVE may bind and connect, before the allow-lists
	 * are asked.
	 * @return the policy for its endpoints
	 */
	public EndpointPolicy endpoints() {
		return this.endpoints;
	}

}
