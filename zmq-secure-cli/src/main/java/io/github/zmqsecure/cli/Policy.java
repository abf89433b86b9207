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

import io.github.zmqsecure.auth.AllowedClients;
import io.github.zmqsecure.autoconfigure.ZmqSecureProperties;
import io.github.zmqsecure.curve.CurveKeys;
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
	List<Map<String, Object>> rows() {
		List<Map<String, Object>> rows = new ArrayList<>();
		this.file.check().getSockets().values().forEach((socket) -> {
			if (socket.security().isCurveServer()) {
				clients(socket).forEach((client, fingerprint) -> rows
					.add(row(socket, client, fingerprint, addresses(), rights(socket.type()))));
			}
			else if (socket.security().mechanism() == Mechanism.NULL) {
				rows.add(row(socket, (socket.isLocal()) ? "this process" : "everybody, unencrypted", "",
						(socket.isLocal()) ? "this process" : addresses(), rights(socket.type())));
			}
			else {
				String server = String.valueOf(socket.security().server());
				rows.add(row(socket, server, fingerprint(server), String.join(" ", socket.connect()),
						"has to prove its key"));
			}
		});
		return rows;
	}

	/**
	 * Return the rows as sentences.
	 * @return a line each
	 */
	List<String> words() {
		List<String> words = new ArrayList<>();
		for (Map<String, Object> row : rows()) {
			String socket = "  %s (%s %s): ".formatted(row.get("socket"), row.get("type"), row.get("endpoints"));
			words.add(socket + ("client".equals(row.get("role"))
					? "connects to %s, which has to prove its key %s".formatted(row.get("peer"), row.get("fingerprint"))
					: "%s %s, from %s".formatted(row.get("peer"), row.get("rights"), row.get("addresses"))));
		}
		return words;
	}

	private Map<String, Object> row(SocketSettings socket, String peer, String fingerprint, String addresses,
			String rights) {
		Map<String, Object> row = new LinkedHashMap<>();
		List<String> bound = this.file.check().getBound(socket.name());
		List<String> endpoints = new ArrayList<>((bound.isEmpty()) ? socket.bind() : bound);
		endpoints.addAll(socket.connect());
		row.put("file", this.file.name());
		row.put("socket", socket.name());
		row.put("type", socket.type().name());
		row.put("role", socket.security().isCurveServer() ? "server"
				: (socket.security().mechanism() == Mechanism.NULL) ? "plain" : "client");
		row.put("endpoints", String.join(" ", endpoints));
		row.put("peer", peer);
		row.put("fingerprint", fingerprint);
		row.put("addresses", addresses);
		row.put("rights", rights);
		return row;
	}

	private Map<String, String> clients(SocketSettings socket) {
		AllowedClients allowed = Linter.clients(this.file.check().getProperties(), socket.name());
		Map<String, String> clients = new LinkedHashMap<>();
		allowed.names().forEach((name) -> clients.put(name, fingerprint(name)));
		CurveKeys keys = this.file.check().getKeys();
		keys.getDirectoryPeerNames()
			.stream()
			.filter(allowed::matches)
			.sorted()
			.forEach((name) -> clients.put(name, fingerprint(name)));
		allowed.patterns().forEach((pattern) -> clients.put("whoever '" + pattern + "' stands for later", ""));
		if (allowed.any()) {
			clients.put("everybody with a key", "");
		}
		return clients;
	}

	private String fingerprint(String name) {
		CurveKeys keys = this.file.check().getKeys();
		boolean known = keys.getPeerNames().contains(name) || keys.getKeyPairNames().contains(name);
		return (known) ? keys.getPublicKey(name).fingerprint() : "";
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

}
