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

package io.github.zmqsecure.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * ZeroMQ options that are left out on purpose, and why.
 */
final class AbsentOptions {

	private static final Map<String, String> REASONS = new LinkedHashMap<>();

	static {
		REASONS.put("tos", "JeroMQ 0.6.0 changes the send buffer instead. Set the type of service in the network.");
		REASONS.put("sndbuf", "JeroMQ 0.6.0 does not honour it for bound sockets. Bound the queue with 'snd-hwm'.");
		REASONS.put("sendbuffer.*",
				"JeroMQ 0.6.0 does not honour it for bound sockets. Bound the queue with 'snd-hwm'.");
		REASONS.put("socks.*",
				"with it JeroMQ 0.6.0 hangs when a socket closes. Use a tunnel outside the application.");
		REASONS.put("gss.*", "JeroMQ 0.6.0 does not implement GSSAPI. Use CURVE, which is the default.");
		REASONS.put("plain(server|username|password)?",
				"PLAIN sends passwords unencrypted. Use CURVE, which is the default.");
		REASONS.put("curve(server|public|secret).*",
				"keys are given by name. Put them under 'zmq.secure.keys' and 'zmq.secure.peers', and "
						+ "refer to them by 'key', 'clients' and 'server' of the socket.");
		REASONS.put("zapdomain", "every socket is authenticated already. Let clients in by 'clients' of the socket.");
		REASONS.put("affinity", "the context decides which I/O thread serves a connection. Leave it out.");
		REASONS.put("tcpacceptfilter", "JeroMQ 0.6.0 compares the wrong address. Use 'zmq.secure.zap.addresses'.");
		REASONS.put("identity", "ZeroMQ calls it the routing id now. Use 'routing-id'.");
		REASONS.put("hwm", "there is one for each direction. Use 'snd-hwm' and 'rcv-hwm'.");
		REASONS.put("ipv4only", "ZeroMQ has replaced it. Use 'ipv6'.");
		REASONS.put("delayattachonconnect", "ZeroMQ has replaced it. Use 'immediate'.");
		REASONS.put("msgalloc.*", "the allocator is what bounds memory against hostile peers. Use 'max-msg-size'.");
		REASONS.put("multicast.*", "JeroMQ 0.6.0 does not implement multicast. Leave it out.");
		REASONS.put("rate", "JeroMQ 0.6.0 does not implement multicast. Leave it out.");
		REASONS.put("recovery.*", "JeroMQ 0.6.0 does not implement multicast. Leave it out.");
	}

	private AbsentOptions() {
	}

	/**
	 * Return why an option is left out.
	 * @param name the name of the option in uniform form, such as {@code socksproxy}
	 * @return the reason and what to do instead, or {@code null} if nothing is known
	 */
	static @Nullable String reason(String name) {
		return REASONS.entrySet()
			.stream()
			.filter((entry) -> name.matches(entry.getKey()))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(null);
	}

}
