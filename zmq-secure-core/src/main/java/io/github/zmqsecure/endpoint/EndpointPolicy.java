// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.endpoint;

/**
 * Decides where sockets may listen and where they may connect to, and turns what the user
 * wrote into what is safe to hand to ZeroMQ. Implementations are thread-safe. They may
 * block while a name is resolved.
 *
 * @since 0.1.0
 */
public interface EndpointPolicy {

	/**
	 * Return the endpoint to bind instead of the given one: the same, with its host
	 * resolved to a numeric address, so that what was checked is what is bound.
	 * @param endpoint the endpoint the user asked for
	 * @return the endpoint to bind
	 * @throws InvalidEndpointException if it is malformed or of another transport
	 * @throws EndpointDeniedException if it may not be bound
	 * @throws UnresolvableEndpointException if its host cannot be resolved
	 */
	String resolveBind(String endpoint);

	/**
	 * Check after a bind what the socket really listens on. A caller whose check fails
	 * unbinds at once.
	 * @param lastEndpoint the {@code ZMQ_LAST_ENDPOINT} of the socket
	 * @throws InvalidEndpointException if it is malformed or of another transport
	 * @throws EndpointDeniedException if it may not be bound
	 */
	void verifyBound(String lastEndpoint);

	/**
	 * Check what is to be connected to, as far as it is known before a name is resolved.
	 * Asks no name service.
	 * @param endpoint the endpoint the user asked for
	 * @return the endpoint in canonical form
	 * @throws InvalidEndpointException if it is malformed or of another transport
	 * @throws EndpointDeniedException if it may not be connected to
	 */
	String checkConnect(String endpoint);

	/**
	 * Check an address that an endpoint stands for. Asks no name service.
	 * @param endpoint the endpoint the user asked for, with a name
	 * @param address the endpoint with the address that is to be connected to
	 * @throws InvalidEndpointException if one of them is malformed or of another
	 * transport
	 * @throws EndpointDeniedException if it may not be connected to
	 */
	void checkConnect(String endpoint, String address);

}
