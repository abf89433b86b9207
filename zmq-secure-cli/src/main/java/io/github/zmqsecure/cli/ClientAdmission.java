// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.cli;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.zmqsecure.auth.ClientCredentials;
import io.github.zmqsecure.auth.PeerClientAuthorizer;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.curve.CurvePublicKey;
import io.github.zmqsecure.curve.PeerKey;
import io.github.zmqsecure.endpoint.AddressPolicy;
import io.github.zmqsecure.endpoint.AddressRange;
import io.github.zmqsecure.endpoint.Endpoint;
import io.github.zmqsecure.socket.SocketSettings;
import org.jspecify.annotations.Nullable;
import zmq.socket.Sockets;

/**
 * Whether a server would let a client in that knows its key, by the code that the server
 * decides with.
 *
 * @param refusal why not, {@code null} if it would
 * @param note what else there is to say, empty if nothing
 */
record ClientAdmission(@Nullable String refusal, String note) {

	private static final ClientAdmission LET_IN = new ClientAdmission(null, "");

	/**
	 * Decide of a client.
	 * @param file the file of the client
	 * @param client the client
	 * @param serverFile the file of the server
	 * @param server the server
	 * @param endpoint where the client connects to
	 * @return the admission
	 */
	static ClientAdmission of(CheckedFile file, SocketSettings client, CheckedFile serverFile, SocketSettings server,
			String endpoint) {
		if (!Sockets.compatible(client.type().type(), server.type().name())) {
			return refused("a %s is no partner for a %s".formatted(client.type(), server.type()));
		}
		String address = loopback(endpoint);
		AddressPolicy addresses = serverFile.check().getAddresses();
		if (address != null && addresses != null && !addresses.allows(AddressRange.parseAddress(address))) {
			return refused(
					"address denied: 'zmq.secure.zap.addresses' of the server does not let in %s".formatted(address));
		}
		CurveKeys known = serverFile.check().getKeys();
		var clients = Linter.clients(serverFile.check().getProperties(), server.name());
		String own = client.security().key();
		if (own == null) {
			return (clients.any()) ? LET_IN : refused(
					"key not allowed: the client has no 'key' and makes one up at each start; give it one and list it under 'clients'");
		}
		CurvePublicKey key = file.check().getKeys().getKeyPair(own).publicKey();
		String name = new PeerClientAuthorizer(known, Map.of(server.name(), clients))
			.authorize(new ClientCredentials(server.name(), key, (address != null) ? address : "127.0.0.1"));
		Instant end = known.findExpiry(key);
		if (name != null && end != null && !Instant.now().isBefore(end)) {
			return refused("key not allowed: %s of '%s' has ended at %s".formatted(key, name, end));
		}
		if (name != null) {
			return new ClientAdmission(null, older(known, name, key));
		}
		String peer = known.findPeerName(key);
		return refused((peer != null)
				? "key not allowed: the server knows %s as '%s', and 'clients' does not list that".formatted(key, peer)
				: "key not allowed: the server does not know %s%s; hand it over and list it under 'clients'"
					.formatted(key, others(known, own)));
	}

	private static ClientAdmission refused(String reason) {
		return new ClientAdmission(reason, "");
	}

	/**
	 * A client may have a newer key by now that only the server knows of.
	 */
	private static String older(CurveKeys known, String name, CurvePublicKey key) {
		List<CurvePublicKey> keys = keysOf(known, name);
		return (keys.indexOf(key) > 0) ? "with the older key %s of '%s', of which the server knows %s as well"
			.formatted(key, name, keys.get(0)) : "";
	}

	private static List<CurvePublicKey> keysOf(CurveKeys known, String name) {
		return (known.getPeerNames().contains(name)) ? known.getPeerKeys(name).stream().map(PeerKey::publicKey).toList()
				: List.of();
	}

	/**
	 * The server may have another key of the client.
	 */
	private static String others(CurveKeys known, String name) {
		List<String> keys = keysOf(known, name).stream().map(CurvePublicKey::fingerprint).toList();
		return (keys.isEmpty()) ? "" : " (of '%s' it knows %s)".formatted(name, String.join(" and ", keys));
	}

	/**
	 * Where a client comes from is known only if it is on the machine of the server.
	 */
	private static @Nullable String loopback(String endpoint) {
		Endpoint parsed = Endpoint.parse(endpoint);
		return switch (parsed.host()) {
			case "127.0.0.1", "localhost" -> "127.0.0.1";
			case "::1" -> "::1";
			default -> null;
		};
	}

}
