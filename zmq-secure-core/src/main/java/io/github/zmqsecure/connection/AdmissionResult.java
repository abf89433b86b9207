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
 * What becomes of a connection that was just accepted.
 *
 * @param denied why it may not begin its handshake, {@code null} if it may
 * @param limit the property under {@code zmq.secure.limits} that would be exceeded,
 * {@code null} if none would
 * @param evicted the connection that has to make room for it, {@code null} if none has to
 */
record AdmissionResult(@Nullable FailureReason denied, @Nullable String limit, @Nullable Connection evicted) {

	static final AdmissionResult ADDRESS_DENIED = new AdmissionResult(FailureReason.ADDRESS_DENIED, null, null);

	static final AdmissionResult ADMITTED = new AdmissionResult(null, null, null);

	static AdmissionResult denied(String limit) {
		return new AdmissionResult(FailureReason.LIMIT, limit, null);
	}

	static AdmissionResult admitted(Connection evicted, String limit) {
		return new AdmissionResult(null, limit, evicted);
	}

}
