// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.zmqsecure.auth.AllowedClients;
import io.github.zmqsecure.autoconfigure.ZmqSecureProperties;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.curve.CurvePublicKey;
import io.github.zmqsecure.curve.OwnKey;
import io.github.zmqsecure.curve.PeerKey;
import io.github.zmqsecure.socket.Mechanism;
import io.github.zmqsecure.socket.SocketSettings;
import org.zeromq.SocketType;

/**
 * Who may reach which socket of a configuration, from which addresses and with which
 * rights.
 */
final class Policy {

	private final CheckedFile file;

	Policy(CheckedFile file) {
		this.file = file;
	}

	/**
	 * Return a row for each socket and each client it lets in.
	 * @return the rows
	 */
	List<Row> rows() {
		List<Row> rows = new ArrayList<>();
		this.file.check().getSockets().values().forEach((socket) -> {
			String rights = rights(socket.type());
			if (socket.security().isCurveServer()) {
				clients(socket).forEach((client, keys) -> rows.add(client(socket, client, keys, rights)));
			}
			else if (socket.security().mechanism() == Mechanism.NULL) {
				rows.add((socket.isLocal()) ? row(socket, "plain", "this process", List.of(), "this process", rights)
						: row(socket, "plain", "everybody, unencrypted", List.of(), addresses(), rights));
			}
			else {
				String server = String.valueOf(socket.security().server());
				rows.add(row(socket, "client", server, fingerprints(insistedOn(server)),
						String.join(" ", socket.connect()), "has to prove its key"));
			}
		});
		return rows;
	}

	/**
	 * Return the policy as a table, and by which keys the sockets are known.
	 * @return a line each
	 */
	List<String> words() {
		List<Row> rows = rows();
		if (rows.isEmpty()) {
			return List.of();
		}
		Table table = new Table();
		table.add("SOCKET", "TYPE", "ENDPOINTS", "PEER", "RIGHTS", "FROM", "KEYS");
		rows.forEach((row) -> table.add(row.socket(), row.type(), row.endpoints(), row.peer(), row.rights(),
				("client".equals(row.role())) ? "" : row.addresses(), String.join(" or ", row.keys())));
		List<String> words = new ArrayList<>(table.lines());
		this.file.check().getSockets().values().forEach((socket) -> {
			List<OwnKey> keys = ownKeys(socket);
			if (!keys.isEmpty()) {
				words.add("  " + socket.name() + " has the key " + keys.get(0).publicKey());
				keys.stream().skip(1).forEach((key) -> words.add(previous(socket, key)));
			}
			if (socket.security().isCurveServer()) {
				PreviousKeys.awaited(this.file.check().getProperties(), String.valueOf(socket.security().key()))
					.forEach((location) -> words
						.add("  %s answers to a previous key as well, as soon as there is one in %s"
							.formatted(socket.name(), location)));
			}
		});
		return words;
	}

	private static String previous(SocketSettings socket, OwnKey key) {
		Instant until = key.until();
		return "  %s answers to the previous key %s as well, %s".formatted(socket.name(), key.publicKey(),
				(until != null) ? "until " + until : "without an end");
	}

	private Row row(SocketSettings socket, String role, String peer, List<String> keys, String addresses,
			String rights) {
		List<String> bound = this.file.check().getBound(socket.name());
		List<String> endpoints = new ArrayList<>((bound.isEmpty()) ? socket.bind() : bound);
		endpoints.addAll(socket.connect());
		return new Row(this.file.name(), socket.name(), socket.type().name(), role, String.join(" ", endpoints), peer,
				keys, addresses, rights, ownKeys(socket));
	}

	/**
	 * A key that has ended lets nobody in.
	 */
	private Row client(SocketSettings socket, String client, List<CurvePublicKey> keys, String rights) {
		List<CurvePublicKey> good = keys.stream().filter((key) -> !hasEnded(key)).toList();
		boolean ended = good.isEmpty() && !keys.isEmpty();
		return row(socket, "server", client, fingerprints(good), addresses(),
				(ended) ? "none, since its key has ended" : rights);
	}

	private boolean hasEnded(CurvePublicKey key) {
		Instant end = this.file.check().getKeys().findExpiry(key);
		return end != null && !Instant.now().isBefore(end);
	}

	/**
	 * Servers answer to previous keys, clients never use one.
	 */
	private List<OwnKey> ownKeys(SocketSettings socket) {
		String key = socket.security().key();
		if (key == null || socket.security().mechanism() == Mechanism.NULL) {
			return List.of();
		}
		List<OwnKey> keys = this.file.check().getKeys().getOwnKeys(key);
		return (socket.security().isCurveServer()) ? keys : keys.subList(0, 1);
	}

	private Map<String, List<CurvePublicKey>> clients(SocketSettings socket) {
		AllowedClients allowed = Linter.clients(this.file.check().getProperties(), socket.name());
		Map<String, List<CurvePublicKey>> clients = new LinkedHashMap<>();
		allowed.names().forEach((name) -> clients.put(name, keysOf(name)));
		CurveKeys keys = this.file.check().getKeys();
		keys.getDirectoryPeerNames()
			.stream()
			.filter(allowed::matches)
			.sorted()
			.forEach((name) -> clients.put(name, keysOf(name)));
		allowed.patterns().forEach((pattern) -> clients.put("whoever '" + pattern + "' stands for later", List.of()));
		if (allowed.any()) {
			clients.put("everybody with a key", List.of());
		}
		return clients;
	}

	/**
	 * Previous keys of an own pair let nobody in.
	 */
	private List<CurvePublicKey> keysOf(String name) {
		CurveKeys keys = this.file.check().getKeys();
		if (keys.getPeerNames().contains(name)) {
			return keys.getPeerKeys(name).stream().map(PeerKey::publicKey).toList();
		}
		return (keys.getKeyPairNames().contains(name)) ? List.of(keys.getPublicKey(name)) : List.of();
	}

	private List<CurvePublicKey> insistedOn(String server) {
		CurveKeys keys = this.file.check().getKeys();
		return (keys.getPeerNames().contains(server)) ? PeerKey.insistedOn(keys.getPeerKeys(server)) : keysOf(server);
	}

	private static List<String> fingerprints(List<CurvePublicKey> keys) {
		return keys.stream().map(CurvePublicKey::fingerprint).toList();
	}

	private String addresses() {
		ZmqSecureProperties.Addresses addresses = this.file.check().getProperties().getZap().getAddresses();
		String allowed = (addresses.getAllow().isEmpty()) ? "any address" : String.join(" ", addresses.getAllow());
		return (addresses.getDeny().isEmpty()) ? allowed : allowed + " but " + String.join(" ", addresses.getDeny());
	}

	private static String rights(SocketType type) {
		return switch (type) {
			case PUB, XPUB -> "may subscribe to every topic";
			case SUB, XSUB -> "may publish every topic";
			case PULL, GATHER -> "may send";
			case PUSH, SCATTER -> "may receive";
			case REP -> "may send requests and get answers";
			case RADIO -> "may join every group";
			case DISH -> "may send to every group";
			default -> "may send and receive";
		};
	}

	/**
	 * Who may reach a socket, or whom it reaches.
	 *
	 * @param file the file
	 * @param socket the name of the socket
	 * @param type its type
	 * @param role server, client or plain
	 * @param endpoints where it is
	 * @param peer who is at the other end
	 * @param keys the fingerprints of that one, without keys that have ended
	 * @param addresses from where, or where to
	 * @param rights what it may do
	 * @param ownKeys the keys of the socket, the current one first
	 */
	record Row(String file, String socket, String type, String role, String endpoints, String peer, List<String> keys,
			String addresses, String rights, List<OwnKey> ownKeys) {

		Map<String, Object> object() {
			Map<String, Object> object = new LinkedHashMap<>();
			object.put("file", this.file);
			object.put("socket", this.socket);
			object.put("type", this.type);
			object.put("role", this.role);
			object.put("endpoints", this.endpoints);
			object.put("peer", this.peer);
			object.put("fingerprints", this.keys);
			object.put("addresses", this.addresses);
			object.put("rights", this.rights);
			object.put("ownKeys", this.ownKeys.stream().map(Row::object).toList());
			return object;
		}

		private static Map<String, Object> object(OwnKey key) {
			Map<String, Object> object = new LinkedHashMap<>();
			object.put("fingerprint", key.publicKey().fingerprint());
			Instant until = key.until();
			if (until != null) {
				object.put("until", until.toString());
			}
			return object;
		}

	}

}
