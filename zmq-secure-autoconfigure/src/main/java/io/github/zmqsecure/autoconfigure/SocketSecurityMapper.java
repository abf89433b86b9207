// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import io.github.zmqsecure.KeyRedaction;
import io.github.zmqsecure.ZmqConfigurationException;
import io.github.zmqsecure.auth.AllowedClients;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.curve.KeyName;
import io.github.zmqsecure.endpoint.Endpoint;
import io.github.zmqsecure.endpoint.EndpointDeniedException;
import io.github.zmqsecure.socket.CurveRole;
import io.github.zmqsecure.socket.Mechanism;
import io.github.zmqsecure.socket.PlaintextPolicy;
import io.github.zmqsecure.socket.SocketSecurity;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;

/**
 * Maps the security of one socket, and refuses what is incomplete, contradicts itself or
 * would send plain text.
 */
class SocketSecurityMapper {

	private static final Log logger = LogFactory.getLog(SocketSecurityMapper.class);

	private final CurveKeys keys;

	private final PlaintextPolicy plaintext;

	private final boolean peerDirectory;

	private final boolean clientsMayBeGone;

	SocketSecurityMapper(CurveKeys keys, ZmqSecureProperties properties, boolean clientsMayBeGone) {
		this.keys = keys;
		this.plaintext = properties.getPlaintext();
		this.peerDirectory = properties.getPeerDirectory() != null;
		this.clientsMayBeGone = clientsMayBeGone;
	}

	SocketSecurity map(String prefix, SocketType type, ZmqSocketProperties socket) {
		boolean local = endpointsOf(socket).allMatch(Endpoint::isInproc);
		if (socket.getMechanism() == Mechanism.NULL) {
			checkPlaintext(prefix, socket);
			return SocketSecurity.none();
		}
		boolean bare = socket.getKey() == null && socket.getServer() == null && socket.getClients().isEmpty();
		if (local && bare) {
			return SocketSecurity.none();
		}
		return (roleOf(prefix, socket) == CurveRole.SERVER) ? server(prefix, type, socket) : client(prefix, socket);
	}

	private SocketSecurity server(String prefix, SocketType type, ZmqSocketProperties socket) {
		if (type == SocketType.REQ) {
			throw new ZmqConfigurationException(prefix + ".type", type,
					"A REQ socket can't be a CURVE server: in JeroMQ it would take the authentication for its answer.",
					"Use a DEALER, or let the other side be the server with 'curve-role'.");
		}
		conflict(prefix, "server", socket.getServer(), "a CURVE server has clients and no server",
				"Remove it, or make the socket a client with 'curve-role: client' in the place of 'clients'.");
		String key = socket.getKey();
		if (key == null) {
			throw new ZmqConfigurationException(prefix + ".key", null,
					"A CURVE server needs a key pair that its clients know in advance.",
					"Add 'key' with the name of a key pair" + oneOf(this.keys.getKeyPairNames(), "keys") + ".");
		}
		checkKeyPair(prefix, key);
		checkClients(prefix, socket.getClients());
		return SocketSecurity.curveServer(key);
	}

	private SocketSecurity client(String prefix, ZmqSocketProperties socket) {
		if (!socket.getClients().isEmpty()) {
			conflict(prefix, "clients", socket.getClients().toString(), "a CURVE client has a server and no clients",
					"Remove it, or make the socket a server with 'curve-role: server' in the place of 'server'.");
		}
		String server = socket.getServer();
		if (server == null) {
			throw new ZmqConfigurationException(prefix + ".server", null,
					"A CURVE client must know whom it talks to, and no server is named.",
					"Add 'server' with the name of the peer whose public key it shall insist on"
							+ oneOf(knownNames(), "peers") + ".");
		}
		boolean several = AllowedClients.isPattern(server) || server.equalsIgnoreCase(AllowedClients.ANY);
		if (several && !KeyRedaction.holdsKey(server)) {
			throw new ZmqConfigurationException(prefix + ".server", server,
					"It stands for several peers, and a client insists on the key of one server.",
					"Name the peer that the server is" + oneOf(knownNames(), "peers") + ".");
		}
		if (!knownNames().contains(server)) {
			throw unknown(prefix + ".server", server, "peer or key", "peers", knownNames());
		}
		if (socket.getKey() != null) {
			checkKeyPair(prefix, socket.getKey());
		}
		return SocketSecurity.curveClient(socket.getKey(), server);
	}

	private CurveRole roleOf(String prefix, ZmqSocketProperties socket) {
		CurveRole role = socket.getCurveRole();
		if (role != null) {
			return role;
		}
		if (!socket.getBind().isEmpty() && !socket.getConnect().isEmpty()) {
			throw new ZmqConfigurationException(prefix + ".curve-role", null,
					"The socket both binds and connects, so its side of the handshake is not clear.",
					"Add 'curve-role: server' or 'curve-role: client'.");
		}
		return (!socket.getBind().isEmpty()) ? CurveRole.SERVER : CurveRole.CLIENT;
	}

	private void checkPlaintext(String prefix, ZmqSocketProperties socket) {
		String because = "a socket without CURVE takes no keys and knows no clients";
		String action = "Remove 'mechanism' to use CURVE, or remove this.";
		conflict(prefix, "key", socket.getKey(), because, action);
		conflict(prefix, "server", socket.getServer(), because, action);
		conflict(prefix, "curve-role", socket.getCurveRole(), because, action);
		if (!socket.getClients().isEmpty()) {
			conflict(prefix, "clients", socket.getClients().toString(), because, action);
		}
		EndpointDeniedException denied = deniedBy(this.plaintext, socket);
		if (denied != null) {
			throw new ZmqConfigurationException(prefix + ".mechanism", "null",
					"The socket would send plain text over TCP, which 'zmq.secure.plaintext: "
							+ this.plaintext.name().toLowerCase(Locale.ROOT) + "' does not allow.",
					"Remove 'mechanism' to use CURVE. If plain text is really meant, set 'zmq.secure.plaintext' to '"
							+ ((deniedBy(PlaintextPolicy.LOOPBACK, socket) == null) ? "loopback" : "allow") + "'.",
					denied);
		}
	}

	private static @Nullable EndpointDeniedException deniedBy(PlaintextPolicy plaintext, ZmqSocketProperties socket) {
		try {
			socket.getBind().forEach(plaintext.endpoints()::resolveBind);
			socket.getConnect().forEach(plaintext.endpoints()::checkConnect);
			return null;
		}
		catch (EndpointDeniedException ex) {
			return ex;
		}
	}

	private void checkKeyPair(String prefix, String key) {
		if (!this.keys.getKeyPairNames().contains(key)) {
			throw unknown(prefix + ".key", key, "key pair", "keys", this.keys.getKeyPairNames());
		}
	}

	private void checkClients(String prefix, List<String> clients) {
		if (AllowedClients.of(clients).isEmpty()) {
			throw new ZmqConfigurationException(prefix + ".clients", null,
					"A CURVE server without clients lets nobody in.",
					"Add 'clients' with the names of the peers that may connect" + oneOf(knownNames(), "peers")
							+ ", or 'clients: any' to let in every client.");
		}
		if (clients.contains(AllowedClients.ANY) && clients.size() > 1) {
			throw new ZmqConfigurationException(prefix + ".clients", clients,
					"'any' lets in every client, so that the others that are listed mean nothing.",
					"Keep the names and remove 'any', or keep 'any' alone.");
		}
		for (int i = 0; i < clients.size() && !this.clientsMayBeGone; i++) {
			String client = clients.get(i);
			if (KeyRedaction.holdsKey(client)) {
				throw unknown(prefix + ".clients[" + i + "]", client, "peer or key", "peers", knownNames());
			}
			if (AllowedClients.isPattern(client)) {
				checkPattern(prefix + ".clients[" + i + "]", client);
			}
			else if (!AllowedClients.ANY.equals(client) && !knownNames().contains(client)) {
				if (this.peerDirectory && KeyName.problemOf(client) == null) {
					logger.warn(prefix + ".clients[" + i + "] = '" + client + "': There is no peer or key of that name "
							+ "yet. It is let in when its file comes to 'zmq.secure.peer-directory'.");
					continue;
				}
				throw unknown(prefix + ".clients[" + i + "]", client, "peer or key", "peers", knownNames());
			}
		}
	}

	private void checkPattern(String property, String client) {
		if (client.chars().allMatch((character) -> character == '*')) {
			throw new ZmqConfigurationException(property, client, "It is not clear whom it stands for.",
					"Write '@directory' for every peer of 'zmq.secure.peer-directory', or 'any' for every client.");
		}
		if (!this.peerDirectory) {
			throw new ZmqConfigurationException(property, client,
					"It stands for peers of the peer directory, and there is none.",
					"Set 'zmq.secure.peer-directory', or list the peers by name" + oneOf(knownNames(), "peers") + ".");
		}
	}

	private Collection<String> knownNames() {
		Set<String> names = new LinkedHashSet<>(this.keys.getPeerNames());
		names.addAll(this.keys.getKeyPairNames());
		return names;
	}

	private static ZmqConfigurationException unknown(String property, String name, String kind, String group,
			Collection<String> names) {
		if (KeyRedaction.holdsKey(name)) {
			return new ZmqConfigurationException(property, name, "It looks like a key, and a name belongs here.",
					"Add the key under 'zmq.secure." + group
							+ "' with a name of your choice, and write that name here.");
		}
		if (property.contains(".clients[") && name.startsWith("@")) {
			return new ZmqConfigurationException(property, name, "There is no such group of peers.",
					"Write '@directory' for every peer of 'zmq.secure.peer-directory', or names of peers.");
		}
		if (property.contains(".clients[") && name.equalsIgnoreCase(AllowedClients.ANY)) {
			return new ZmqConfigurationException(property, name, "There is no " + kind + " of that name.",
					"Write '" + AllowedClients.ANY + "' to let in every client, or name one of " + names + ".");
		}
		for (String each : names) {
			if (KeyName.uniform(each).equals(KeyName.uniform(name))) {
				return new ZmqConfigurationException(property, name, "It is not spelled as the " + kind + " is.",
						"Write '" + each + "'.");
			}
		}
		return UnknownName.of(property, name, kind, group, names);
	}

	private static String oneOf(Collection<String> names, String group) {
		return names.isEmpty() ? ", and add it under 'zmq.secure." + group + "'" : ", one of " + names;
	}

	private static void conflict(String prefix, String name, @Nullable Object value, String because, String action) {
		if (value != null) {
			throw new ZmqConfigurationException(prefix + "." + name, value,
					"It conflicts with the rest of the socket: " + because + ".", action);
		}
	}

	private static Stream<String> endpointsOf(ZmqSocketProperties socket) {
		return Stream.concat(socket.getBind().stream(), socket.getConnect().stream());
	}

}
