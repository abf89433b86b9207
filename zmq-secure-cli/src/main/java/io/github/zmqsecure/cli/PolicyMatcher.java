// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.zmqsecure.curve.CurvePublicKey;
import io.github.zmqsecure.curve.OwnKey;
import io.github.zmqsecure.curve.PeerKey;
import io.github.zmqsecure.endpoint.Endpoint;
import io.github.zmqsecure.endpoint.Transport;
import io.github.zmqsecure.socket.Mechanism;
import io.github.zmqsecure.socket.SocketSettings;
import org.jspecify.annotations.Nullable;

/**
 * Finds for each client of some configurations the server that it would meet, and what
 * that would say, by the code that the server decides with.
 */
final class PolicyMatcher {

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
			if (!socket.security().isCurveServer()) {
				boolean plain = socket.security().mechanism() == Mechanism.NULL;
				List<String> endpoints = (socket.connect().isEmpty() && !plain) ? socket.bind() : socket.connect();
				endpoints.forEach((endpoint) -> matches.addAll(match(file, socket, endpoint)));
			}
		}));
		return matches;
	}

	private List<Match> match(CheckedFile file, SocketSettings client, String endpoint) {
		String name = file.name() + ": " + client.name();
		boolean curve = client.security().mechanism() == Mechanism.CURVE;
		List<CurvePublicKey> insisted = (curve)
				? PeerKey.insistedOn(file.check().getKeys().getPeerKeys(String.valueOf(client.security().server())))
				: List.of();
		List<Match> found = new ArrayList<>();
		List<Match> others = new ArrayList<>();
		for (CheckedFile candidate : this.files) {
			for (SocketSettings server : candidate.check().getSockets().values()) {
				if (!isServer(server) || !isSamePlace(endpoint, placesOf(server))) {
					continue;
				}
				String serverName = candidate.name() + ": " + server.name();
				List<OwnKey> answered = answered(candidate, server);
				KeyAgreement agreement = KeyAgreement.of(insisted, answered);
				if (agreement != null) {
					ClientAdmission admission = ClientAdmission.of(file, client, candidate, server, endpoint);
					found.add(new Match(name, endpoint, serverName, agreement, admission.refusal(), admission.note()));
				}
				else {
					others.add(new Match(name, endpoint, serverName, null,
							disagreement(candidate, server, curve, insisted, answered), ""));
				}
			}
		}
		if (Endpoint.isDiscovery(endpoint) && found.stream().anyMatch((match) -> match.refusal() == null)) {
			found.removeIf((match) -> match.refusal() != null);
		}
		if (!found.isEmpty()) {
			return found;
		}
		return List.of((others.isEmpty()) ? new Match(name, endpoint, null, null, null, "") : others.get(0));
	}

	private static boolean isServer(SocketSettings socket) {
		return socket.security().isCurveServer()
				|| (socket.security().mechanism() == Mechanism.NULL && !socket.bind().isEmpty());
	}

	private static List<String> placesOf(SocketSettings server) {
		return (server.bind().isEmpty()) ? server.connect() : server.bind();
	}

	private static List<OwnKey> answered(CheckedFile file, SocketSettings server) {
		String key = server.security().key();
		return (key != null && server.security().isCurveServer()) ? file.check().getKeys().getOwnKeys(key) : List.of();
	}

	/**
	 * Why they have no key in common.
	 */
	private static @Nullable String disagreement(CheckedFile file, SocketSettings server, boolean curve,
			List<CurvePublicKey> insisted, List<OwnKey> answered) {
		boolean plain = server.security().mechanism() == Mechanism.NULL;
		if (!curve) {
			return (plain) ? null : "the client speaks plain text, and the server CURVE only";
		}
		if (plain) {
			return "the client insists on CURVE, and the server speaks plain text";
		}
		String ended = PreviousKeys.ended(file.check().getProperties(), String.valueOf(server.security().key()))
			.entrySet()
			.stream()
			.filter((each) -> insisted.contains(each.getKey()))
			.map((each) -> "; %s was a previous one until %s".formatted(each.getKey(), each.getValue()))
			.collect(Collectors.joining());
		return "wrong server key: the client insists on %s, and the server has %s%s"
			.formatted(either(insisted.stream()), either(answered.stream().map(OwnKey::publicKey)), ended);
	}

	private static String either(Stream<CurvePublicKey> keys) {
		return keys.map(CurvePublicKey::fingerprint).collect(Collectors.joining(" or "));
	}

	/**
	 * Hosts go by many names, so only ports are compared; where a service is only its
	 * registry knows.
	 */
	private static boolean isSamePlace(String connect, List<String> binds) {
		Endpoint client = Endpoint.parse(connect);
		return binds.stream().map(Endpoint::parse).anyMatch((server) -> {
			if (client.transport() == Transport.DISCOVERY) {
				return server.transport() == Transport.TCP;
			}
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
	 * @param agreement the key it meets it by, {@code null} if there is none
	 * @param refusal why it would be refused, {@code null} if it would not
	 * @param note what else there is to say, empty if nothing
	 */
	record Match(String client, String endpoint, @Nullable String server, @Nullable KeyAgreement agreement,
			@Nullable String refusal, String note) {

		boolean byPreviousOnly() {
			return this.agreement != null && this.agreement.isByPreviousOnly();
		}

		String words() {
			if (this.server == null) {
				return "  ?  %s -> %s: no server there in these files".formatted(this.client, this.endpoint);
			}
			String notes = String.join("; ", notes());
			return "  %s %s -> %s (%s)%s".formatted((this.refusal == null) ? "ok" : "no", this.client, this.server,
					this.endpoint, (notes.isEmpty()) ? "" : ": " + notes);
		}

		private List<String> notes() {
			List<String> notes = new ArrayList<>();
			if (this.refusal != null) {
				notes.add(this.refusal);
			}
			if (this.agreement != null) {
				notes.addAll(this.agreement.words());
			}
			if (!this.note.isEmpty()) {
				notes.add(this.note);
			}
			return notes;
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
			if (this.agreement != null) {
				object.putAll(this.agreement.object());
			}
			object.put("notes", notes());
			return object;
		}

	}

}
