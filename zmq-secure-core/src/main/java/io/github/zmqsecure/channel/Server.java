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
