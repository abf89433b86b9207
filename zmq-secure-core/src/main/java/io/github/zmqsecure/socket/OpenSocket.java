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

package io.github.zmqsecure.socket;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.zeromq.ZMQ;

/**
 * A socket that is bound, and connected where no name has to be resolved first.
 *
 * @param socket the socket
 * @param bound the endpoints it listens on, with the ports that were really taken
 * @param connected the endpoints it connects to, by the addresses that JeroMQ's events
 * bear
 * @since 0.1.0
 */
public record OpenSocket(ZMQ.Socket socket, List<String> bound, Map<String, String> connected) {

	public OpenSocket {
		bound = List.copyOf(bound);
		connected = Collections.unmodifiableMap(new LinkedHashMap<>(connected));
	}

}
