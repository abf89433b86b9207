// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.socket;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.curve.CurvePublicKey;
import io.github.zmqsecure.curve.OwnKey;
import io.github.zmqsecure.curve.PeerKey;
import io.github.zmqsecure.nacl.ServerKeyRing;

/**
 * Finds the keys that a socket needs at this moment. A client without a key of its own
 * gets an ephemeral pair, the same one each time it is made anew. Thread-safe.
 *
 * @since 0.1.0
 */
public class SocketKeys {

	private final CurveKeys keys;

	private final Map<String, SocketKeyRing> rings = new ConcurrentHashMap<>();

	private final Map<String, CurveKeyPair> ephemeral = new ConcurrentHashMap<>();

	/**
	 * Create the keys of sockets.
	 * @param keys the named keys
	 */
	public SocketKeys(CurveKeys keys) {
		this.keys = keys;
	}

	/**
	 * Return the key pair of a socket.
	 * @param settings the settings of the socket
	 * @return the named pair, or an ephemeral one
	 */
	public CurveKeyPair pairOf(SocketSettings settings) {
		String key = settings.security().key();
		return (key != null) ? this.keys.getKeyPair(key)
				: this.ephemeral.computeIfAbsent(settings.name(), (name) -> CurveKeyPair.generate());
	}

	/**
	 * Return the key pairs to which a CURVE server answers.
	 * @param settings the settings of the socket
	 * @return the keys, the current one first
	 */
	public List<OwnKey> ownKeysOf(SocketSettings settings) {
		String key = settings.security().key();
		return (key != null) ? this.keys.getOwnKeys(key) : List.of(OwnKey.of(pairOf(settings)));
	}

	/**
	 * Return the secret keys to which a CURVE server answers, as they are at the moment
	 * of each handshake.
	 * @param settings the settings of the socket
	 * @return its ring
	 */
	ServerKeyRing ringOf(SocketSettings settings) {
		String key = settings.security().key();
		return (key != null) ? this.rings.computeIfAbsent(key, (name) -> new SocketKeyRing(this.keys, name)) : List::of;
	}

	/**
	 * Return the newest public key that a client insists on.
	 * @param settings the settings of the socket
	 * @return the key of its server
	 * @throws ZmqSecureException if the socket is not a CURVE client
	 */
	public CurvePublicKey serverKeyOf(SocketSettings settings) {
		return serverKeysOf(settings).get(0).publicKey();
	}

	/**
	 * Return the public keys of which a client insists on one.
	 * @param settings the settings of the socket
	 * @return the keys of its server, the newest first
	 * @throws ZmqSecureException if the socket is not a CURVE client
	 */
	public List<PeerKey> serverKeysOf(SocketSettings settings) {
		String server = settings.security().server();
		if (server == null) {
			throw new ZmqSecureException("Socket '" + settings.name()
					+ "' is a CURVE client without a 'server': name the peer whose key it insists on");
		}
		return this.keys.getPeerKeys(server);
	}

}
