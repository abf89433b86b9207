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

package io.github.zmqsecure.actuate;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Description of a key.
 *
 * @param key the fingerprint of the public key
 * @param created when it was made, as its certificate says
 * @param expires when it ends, as its certificate says
 * @param until when an own key that was replaced is answered to no more
 * @param handshakes how many handshakes with it succeeded since start-up
 * @param lastUsed when the last one did
 * @param connections how many connections are open that were made with it
 * @since 0.1.0
 */
public record KeyDescriptor(String key, @Nullable Instant created, @Nullable Instant expires, @Nullable Instant until,
		long handshakes, @Nullable Instant lastUsed, long connections) {

}
