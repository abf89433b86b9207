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

package io.github.zmqsecure.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.zmqsecure.auth.ClientCredentials;
import io.github.zmqsecure.auth.PeerClientAuthorizer;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.curve.CurvePublicKey;
import io.github.zmqsecure.endpoint.Endpoint;
import io.github.zmqsecure.endpoint.Transport;
import io.github.zmqsecure.socket.Mechanism;
import io.github.zmqsecure.socket.SocketSettings;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;

/**
 * Finds for each client of some configurations the server that it would meet, and what
 * that would say, by the code that the server decides with.
 */
final class PolicyMatcher {

	private static final Map<SocketType, Set<SocketType>> PARTNERS = Map.ofEntries(
			Map.entry(SocketType.ROUTER, Set.of(SocketType.ROUTER, SocketType.DEALER, SocketType.REQ)),
			Map.entry(SocketType.DEALER, Set.of(SocketType.ROUTER, SocketType.DEALER, SocketType.REP)),
			Map.entry(SocketType.REQ, Set.of(SocketType.ROUTER, SocketType.REP)),
			Map.entry(SocketType.REP, Set.of(SocketType.DEALER, SocketType.REQ)),
			Map.entry(SocketType.PUB, Set.of(SocketType.SUB, SocketType.XSUB)),
			Map.entry(SocketType.XPUB, Set.of(SocketType.SUB, SocketType.XSUB)),
			Map.entry(SocketType.SUB, Set.of(SocketType.PUB, SocketType.XPUB)),
			Map.entry(SocketType.XSUB, Set.of(SocketType.PUB, SocketType.XPUB)),
			Map.entry(SocketType.PUSH, Set.of(SocketType.PULL)), Map.entry(SocketType.PULL, Set.of(SocketType.PUSH)),
			Map.entry(SocketType.PAIR, Set.of(SocketType.PAIR)));

	private final List<CheckedFile> files;

	PolicyMatcher(List<CheckedFile> files) {
		this.files = files;
	}

	/**
	 * Match every client.
	 * @return a match for each client and each endpoint it connects to
	 */
	List<Match> run() {
		List<Match> matches = new ArrayList<>();
		this.files.forEach((file) -> file.check().getSockets().values().forEach((socket) -> {
			if (socket.security().mechanism() == Mechanism.CURVE && !socket.security().isCurveServer()) {
				List<String> endpoints = (socket.connect().isEmpty()) ? socket.bind() : socket.connect();
				endpoints.forEach((endpoint) -> matches.add(match(file, socket, endpoint)));
			}
		}));
		return matches;
	}

	private Match match(CheckedFile file, SocketSettings client, String endpoint) {
		CurvePublicKey serverKey = file.check().getKeys().getPublicKey(String.valueOf(client.security().server()));
		Match other = null;
		for (CheckedFile candidate : this.files) {
			for (SocketSettings server : candidate.check().getSockets().values()) {
				if (!server.security().isCurveServer()) {
					continue;
				}
				boolean key = serverKey.equals(keyOf(candidate, server));
				boolean place = isSamePlace(endpoint, (server.bind().isEmpty()) ? server.connect() : server.bind());
				String server1 = candidate.name() + ": " + server.name();
				if (key && place) {
					return new Match(file.name() + ": " + client.name(), endpoint, server1,
							refusal(file, client, candidate, server));
				}
				if (place) {
					other = new Match(file.name() + ": " + client.name(), endpoint, server1,
							"wrong server key: the client insists on %s, and the server has %s".formatted(serverKey,
									keyOf(candidate, server)));
				}
			}
		}
		return (other != null) ? other : new Match(file.name() + ": " + client.name(), endpoint, null, null);
	}

	private static @Nullable CurvePublicKey keyOf(CheckedFile file, SocketSettings socket) {
		String key = socket.security().key();
		return (key != null) ? file.check().getKeys().getKeyPair(key).publicKey() : null;
	}

	private static @Nullable String refusal(CheckedFile file, SocketSettings client, CheckedFile serverFile,
			SocketSettings server) {
		if (!PARTNERS.getOrDefault(client.type(), Set.of(server.type())).contains(server.type())) {
			return "a %s is no partner for a %s".formatted(client.type(), server.type());
		}
		CurvePublicKey key = keyOf(file, client);
		CurveKeys known = serverFile.check().getKeys();
		var clients = Linter.clients(serverFile.check().getProperties(), server.name());
		if (key == null) {
			return (clients.any()) ? null
					: "key not allowed: the client has no 'key' and makes one up at each start; give it one and list it under 'clients'";
		}
		String name = new PeerClientAuthorizer(known, Map.of(server.name(), clients))
			.authorize(new ClientCredentials(server.name(), key, "127.0.0.1"));
		if (name != null) {
			return null;
		}
		String peer = known.findPeerName(key);
		return (peer != null)
				? "key not allowed: the server knows %s as '%s', and 'clients' does not list that".formatted(key, peer)
				: "key not allowed: the server does not know %s; hand it over and list it under 'clients'"
					.formatted(key);
	}

	/**
	 * Hosts go by many names, so only ports are compared unless both are addresses.
	 */
	private static boolean isSamePlace(String connect, List<String> binds) {
		Endpoint client = Endpoint.parse(connect);
		return binds.stream().map(Endpoint::parse).anyMatch((server) -> {
			if (client.transport() != server.transport()) {
				return false;
			}
			return (client.transport() == Transport.INPROC) ? client.host().equals(server.host())
					: server.isEphemeralPort() || client.port() == server.port();
		});
	}

	/**
	 * A client and the server it would meet.
	 *
	 * @param client the client
	 * @param endpoint where it connects to
	 * @param server the server, {@code null} if none of the files has it
	 * @param refusal why it would be refused, {@code null} if it would not
	 */
	record Match(String client, String endpoint, @Nullable String server, @Nullable String refusal) {

		String words() {
			if (this.server == null) {
				return "  ?  %s -> %s: no server there in these files".formatted(this.client, this.endpoint);
			}
			return (this.refusal == null) ? "  ok %s -> %s (%s)".formatted(this.client, this.server, this.endpoint)
					: "  no %s -> %s (%s): %s".formatted(this.client, this.server, this.endpoint, this.refusal);
		}

		Map<String, Object> object() {
			Map<String, Object> object = new LinkedHashMap<>();
			object.put("client", this.client);
			object.put("endpoint", this.endpoint);
			object.put("outcome", (this.server == null) ? "no server" : (this.refusal == null) ? "let in" : "refused");
			if (this.server != null) {
				object.put("server", this.server);
			}
			if (this.refusal != null) {
				object.put("reason", this.refusal);
			}
			return object;
		}

	}

}
