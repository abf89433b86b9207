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

package io.github.zmqsecure.auth;

import java.util.LinkedHashSet;
import java.util.Set;

import org.springframework.util.Assert;

/**
 * The clients that one CURVE server lets in: peers by name, or any client with a key.
 *
 * @param names the names of the peers let in
 * @param any whether every client is let in that holds some key pair
 * @since 0.1.0
 */
public record AllowedClients(Set<String> names, boolean any) {

	/**
	 * The word that stands for any client and must be written out.
	 */
	public static final String ANY = "any";

	public AllowedClients {
		names = Set.copyOf(names);
	}

	/**
	 * Create from what the configuration lists.
	 * @param clients peer names, or {@value #ANY}
	 * @return the allowed clients
	 */
	public static AllowedClients of(Iterable<String> clients) {
		Assert.notNull(clients, "'clients' must not be null");
		Set<String> names = new LinkedHashSet<>();
		clients.forEach(names::add);
		boolean any = names.remove(ANY);
		return new AllowedClients(names, any);
	}

	/**
	 * Return whether nobody is let in.
	 * @return whether neither a name nor {@value #ANY} is listed
	 */
	public boolean isEmpty() {
		return this.names.isEmpty() && !this.any;
	}

}
