// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.auth;

import org.jspecify.annotations.Nullable;

/**
 * Decides which clients a CURVE server lets in. Replace the bean to look clients up
 * elsewhere.
 * <p>
 * Called on threads of its own, about many clients at a time, those that ask to be let in
 * and, after something changed, those that are in: implementations must be thread-safe
 * and may wait for a directory, though no longer than {@code handshake-timeout}. What
 * takes longer than 30 seconds is interrupted. Equal questions that are asked at the same
 * time get one answer, and a refusal counts for a second. An exception refuses a client
 * that asks to be let in; one that is in stays, and is asked about again a second later.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ClientAuthorizer {

	/**
	 * Decide on one client.
	 * @param client the client and its proven key
	 * @return the name under which the client is known from now on, or {@code null} to
	 * refuse it
	 */
	@Nullable String authorize(ClientCredentials client);

}
