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
