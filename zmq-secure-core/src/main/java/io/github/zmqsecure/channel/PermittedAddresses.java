// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.zmqsecure.Printable;
import io.github.zmqsecure.RateLimitedLog;
import io.github.zmqsecure.endpoint.Endpoint;
import io.github.zmqsecure.endpoint.EndpointLookup;
import org.apache.commons.logging.LogFactory;

/**
 * Of the addresses that names stand for those that a socket may connect to. For the owner
 * thread only, but for {@link #getProblems()}.
 */
class PermittedAddresses {

	private static final RateLimitedLog log = new RateLimitedLog(LogFactory.getLog(PermittedAddresses.class),
			Duration.ofSeconds(10));

	private final String socket;

	private final ServerEndpoints targets;

	private final Map<String, String> problems = new ConcurrentHashMap<>();

	PermittedAddresses(String socket, ServerEndpoints targets) {
		this.socket = socket;
		this.targets = targets;
	}

	/**
	 * Return the addresses of an endpoint that may be connected to, as they are now.
	 */
	List<Endpoint> of(EndpointLookup lookup) {
		List<Endpoint> permitted = new ArrayList<>();
		String problem = null;
		for (Endpoint address : lookup.getAddresses()) {
			try {
				this.targets.checkConnect(lookup.getEndpoint(), address);
				permitted.add(address);
			}
			catch (Throwable ex) {
				problem = String.valueOf(Printable.readable(ex).getMessage());
				log.warn("Socket '" + this.socket + "': " + problem);
			}
		}
		if (problem != null && permitted.isEmpty()) {
			this.problems.put(lookup.getEndpoint().toString(), problem);
		}
		else {
			this.problems.remove(lookup.getEndpoint().toString());
		}
		return permitted;
	}

	/**
	 * Return why none of the addresses of an endpoint may be connected to. Thread-safe.
	 * @return what is wrong by endpoint
	 */
	Map<String, String> getProblems() {
		return this.problems;
	}

}
