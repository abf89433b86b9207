// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

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
