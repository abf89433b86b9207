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
