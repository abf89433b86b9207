// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.auth;

import io.github.zmqsecure.curve.CurvePublicKey;

/**
 * A client that was let in: the name it is known by and the key it proved. Nothing here
 * was said by the client itself.
 *
 * @param name the name that the {@link ClientAuthorizer} gave it
 * @param publicKey its long-term public key
 * @param address its IP address, without port
 * @since 0.1.0
 */
public record AuthenticatedPeer(String name, CurvePublicKey publicKey, String address) {

}
