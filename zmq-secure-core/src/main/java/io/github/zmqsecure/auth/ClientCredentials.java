// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.auth;

import io.github.zmqsecure.curve.CurvePublicKey;

/**
 * What is known of a client that proved possession of a CURVE key and asks to be let in.
 *
 * @param socket the name of the socket that the client connected to, which is its ZAP
 * domain
 * @param publicKey the client's long-term public key, proven by the CURVE handshake
 * @param address the client's IP address as JeroMQ reports it, without port
 * @since 0.1.0
 */
public record ClientCredentials(String socket, CurvePublicKey publicKey, String address) {

}
