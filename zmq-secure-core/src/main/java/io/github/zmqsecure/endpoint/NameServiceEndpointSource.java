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

package io.github.zmqsecure.endpoint;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Asks the name service of the Java platform, which keeps answers as long as
 * {@code networkaddress.cache.ttl} says. Thread-safe.
 *
 * @since 0.1.0
 */
public final class NameServiceEndpointSource implements EndpointSource {

	@Override
	public List<String> resolve(String endpoint) throws UnknownHostException {
		Endpoint parsed = Endpoint.parse(endpoint);
		if (parsed.transport() != Transport.TCP) {
			throw new InvalidEndpointException(endpoint, "the name service knows hosts, and no services");
		}
		return Arrays.stream(InetAddress.getAllByName(parsed.host()))
			.map((address) -> Endpoint.tcp(address.getHostAddress(), parsed.port()).toString())
			.toList();
	}

}
