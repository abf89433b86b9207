// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.socket;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.curve.CurvePublicKey;
import io.github.zmqsecure.curve.OwnKey;
import io.github.zmqsecure.nacl.ServerKeyRing;

/**
 * The secret keys to which the servers with one named key answer, as {@link CurveKeys}
 * say at the moment of each handshake. Thread-safe.
 */
class SocketKeyRing implements ServerKeyRing {

	/**
	 * Weak, since a ring is kept as long as its socket's key, and the keys lead to the
	 * application, its sockets and so to that key.
	 */
	private final WeakReference<CurveKeys> keys;

	private final String name;

	/** As long as a key is in force its array is the same. */
	private final Map<CurvePublicKey, byte[]> secrets = new ConcurrentHashMap<>();

	SocketKeyRing(CurveKeys keys, String name) {
		this.keys = new WeakReference<>(keys);
		this.name = name;
	}

	@Override
	public List<byte[]> keys(byte[] configured) {
		CurveKeys current = this.keys.get();
		if (current == null) {
			return List.of(configured);
		}
		List<OwnKey> keys = current.getOwnKeys(this.name);
		List<byte[]> secrets = new ArrayList<>(keys.size());
		for (OwnKey key : keys) {
			secrets.add(this.secrets.computeIfAbsent(key.publicKey(), (publicKey) -> key.pair().secretKey().toBytes()));
		}
		if (this.secrets.size() > keys.size()) {
			this.secrets.keySet().retainAll(keys.stream().map(OwnKey::publicKey).toList());
		}
		return secrets;
	}

}
