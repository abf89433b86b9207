// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.auth;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.curve.CurvePublicKey;
import io.github.zmqsecure.curve.NoSuchCurveKeyException;
import org.jspecify.annotations.Nullable;

/**
 * {@link ClientAuthorizer} that lets in the peers listed for a socket, by the keys that
 * {@link CurveKeys} holds at that moment. Where any client may come in, one whose key is
 * not known is named by its fingerprint. A key that has a name as a peer and another as
 * an own key pair goes by the former, if that is listed. Thread-safe.
 *
 * @since 0.1.0
 */
public class PeerClientAuthorizer implements ClientAuthorizer {

	private final CurveKeys keys;

	private final Map<String, AllowedClients> clients;

	/**
	 * Create an authorizer.
	 * @param keys the keys of the peers
	 * @param clients the allowed clients by socket name; a socket without an entry lets
	 * nobody in
	 */
	public PeerClientAuthorizer(CurveKeys keys, Map<String, AllowedClients> clients) {
		this.keys = keys;
		this.clients = Map.copyOf(clients);
	}

	@Override
	public @Nullable String authorize(ClientCredentials client) {
		AllowedClients allowed = this.clients.get(client.socket());
		if (allowed == null) {
			return null;
		}
		String known = this.keys.findPeerName(client.publicKey());
		if (known != null && (allowed.names().contains(known)
				|| (allowed.matches(known) && this.keys.getDirectoryPeerNames().contains(known)))) {
			return known;
		}
		for (String name : allowed.names()) {
			if (holds(name, client.publicKey())) {
				return name;
			}
		}
		if (!allowed.any()) {
			return null;
		}
		return (known != null) ? known : client.publicKey().fingerprint();
	}

	/**
	 * Return whom a socket lets in.
	 * @param socket the name of the socket
	 * @return the allowed clients, {@code null} if it lets nobody in
	 */
	public @Nullable AllowedClients getClients(String socket) {
		return this.clients.get(socket);
	}

	/**
	 * Return the clients of a socket that are not known at this moment, so that they are
	 * not let in. They may come with the peer directory.
	 * @param socket the name of the socket
	 * @return their names
	 */
	public Set<String> getAbsentClients(String socket) {
		AllowedClients allowed = this.clients.get(socket);
		Set<String> absent = new LinkedHashSet<>((allowed != null) ? allowed.names() : Set.of());
		absent.removeAll(this.keys.getPeerNames());
		absent.removeAll(this.keys.getKeyPairNames());
		return absent;
	}

	private boolean holds(String name, CurvePublicKey publicKey) {
		try {
			if (this.keys.getPeerNames().contains(name)) {
				return this.keys.getPeerKeys(name).stream().anyMatch((key) -> key.publicKey().equals(publicKey));
			}
			return this.keys.getKeyPairNames().contains(name) && this.keys.getPublicKey(name).equals(publicKey);
		}
		catch (NoSuchCurveKeyException ex) {
			// It has just gone.
			return false;
		}
	}

}
