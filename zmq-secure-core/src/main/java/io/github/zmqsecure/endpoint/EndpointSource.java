// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.endpoint;

import java.io.IOException;
import java.util.List;

/**
 * Tells which addresses an endpoint that is written with a name, or that names a service
 * ({@code discovery://SERVICE}), stands for at this moment. Replace the bean to ask
 * something else than the name service of the Java platform and Spring Cloud. Endpoints
 * that bear an address, and {@code inproc} ones, are not asked about.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface EndpointSource {

	/**
	 * Return what an endpoint stands for. Called on a thread of its own, which holds up
	 * no socket however long it takes; an endpoint is asked about again before an answer
	 * came if that takes very long. May be called by several threads at the same time.
	 * @param endpoint the endpoint as configured, in lower case but for the name of a
	 * service
	 * @return endpoints with addresses such as {@code tcp://10.0.0.1:5555}, the preferred
	 * one first; empty if it stands for none at this moment. What can't be used is left
	 * out as long as there is another
	 * @throws IOException if it is not known what it stands for; what was known before
	 * stays in force
	 */
	List<String> resolve(String endpoint) throws IOException;

}
