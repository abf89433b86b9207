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

package io.github.zmqsecure.connection;

import org.jspecify.annotations.Nullable;

/**
 * Why a connection may not begin its handshake.
 *
 * @param reason the reason
 * @param limit the property under {@code zmq.secure.limits} that would be exceeded,
 * {@code null} if none would
 */
record Denial(FailureReason reason, @Nullable String limit) {

	static final Denial ADDRESS = new Denial(FailureReason.ADDRESS_DENIED, null);

	static Denial limit(String property) {
		return new Denial(FailureReason.LIMIT, property);
	}

}
