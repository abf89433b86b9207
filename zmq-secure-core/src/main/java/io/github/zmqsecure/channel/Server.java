// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import io.github.zmqsecure.endpoint.Endpoint;
import io.github.zmqsecure.endpoint.EndpointLookup;
import org.jspecify.annotations.Nullable;

/**
 * A server that a socket is to be connected with. For the owner thread only.
 */
class Server {

	/** The endpoint as configured. */
	final Endpoint endpoint;

	/** Tells what the endpoint stands for, if it has a name. */
	final @Nullable EndpointLookup lookup;

	Endpoint address;

	/** To which address the next attempt is made. */
	@Nullable Endpoint next;

	/** How JeroMQ's events write the address, if that is known. */
	@Nullable String eventAddress;

	Server(Endpoint endpoint, Endpoint address, @Nullable EndpointLookup lookup) {
		this.endpoint = endpoint;
		this.address = address;
		this.lookup = lookup;
	}

	String eventAddress() {
		String eventAddress = this.eventAddress;
		return (eventAddress != null) ? eventAddress : this.address.toLiteral();
	}

	/**
	 * Return the name of one of several servers that an endpoint stands for.
	 */
	static String nameOf(Endpoint endpoint, Endpoint address) {
		return endpoint + " (" + address.toString().substring("tcp://".length()) + ")";
	}

}
