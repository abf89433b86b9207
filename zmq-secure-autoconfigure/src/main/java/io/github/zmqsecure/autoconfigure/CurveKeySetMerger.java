// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.zmqsecure.ZmqConfigurationException;
import io.github.zmqsecure.curve.CurveKeySet;
import io.github.zmqsecure.curve.CurvePublicKey;
import io.github.zmqsecure.curve.KeyName;
import io.github.zmqsecure.curve.OwnKey;
import io.github.zmqsecure.curve.PeerKey;
import org.jspecify.annotations.Nullable;

/**
 * Puts key pairs, peers and the peers of a directory together. What comes later and
 * contradicts what came before is left out, so that it can't put off the rest.
 */
class CurveKeySetMerger {

	private final Map<String, List<OwnKey>> own = new LinkedHashMap<>();

	private final Map<String, List<PeerKey>> configured;

	private final Map<String, List<PeerKey>> peers = new LinkedHashMap<>();

	private final Map<String, List<OwnKey>> uniformOwn = new HashMap<>();

	private final Set<String> uniformPeers = new HashSet<>();

	private final Set<CurvePublicKey> peerKeys = new HashSet<>();

	private final List<String> problems;

	CurveKeySetMerger(Map<String, List<OwnKey>> own, Map<String, List<PeerKey>> peers, List<String> problems) {
		this.own.putAll(own);
		this.configured = peers;
		this.problems = problems;
	}

	/**
	 * Put everything together.
	 * @param kept peers that come before all others, since a socket needs them
	 * @param directory the peers of the directory
	 * @param strict whether properties that contradict each other are an error
	 * @return the keys
	 * @throws io.github.zmqsecure.ZmqSecureException if they do
	 */
	CurveKeySet merge(Map<String, List<PeerKey>> kept, Map<String, List<PeerKey>> directory, boolean strict) {
		if (strict) {
			checkKeys();
		}
		removeTwins();
		this.own.forEach((name, keys) -> this.uniformOwn.put(KeyName.uniform(name), keys));
		kept.forEach((name, keys) -> add("'" + name + "' that a socket needs", name, keys));
		this.configured.forEach((name, keys) -> add("'zmq.secure.peers." + name + "'", name, keys));
		Set<String> fromDirectory = new LinkedHashSet<>();
		directory.forEach((name, keys) -> {
			if (add("'" + name + "' of 'zmq.secure.peer-directory'", name, keys)) {
				fromDirectory.add(name);
			}
		});
		return CurveKeySet.ofAll(this.own, this.peers).from(fromDirectory, this.problems);
	}

	/**
	 * Current keys first: none of them goes for one that was replaced. In the middle of a
	 * rotation the current key is a previous one as well.
	 */
	private void removeTwins() {
		Set<CurvePublicKey> known = new HashSet<>();
		this.own.entrySet().removeIf((each) -> {
			boolean twice = !known.add(each.getValue().get(0).publicKey());
			if (twice) {
				this.problems.add("The key pair 'zmq.secure.keys." + each.getKey()
						+ "' has the key of another one, which counts; make each its own");
			}
			return twice;
		});
		this.own.replaceAll((name, keys) -> {
			CurvePublicKey current = keys.get(0).publicKey();
			List<OwnKey> distinct = new ArrayList<>(keys.subList(0, 1));
			keys.stream().skip(1).filter((key) -> !key.publicKey().equals(current)).forEach((key) -> {
				if (known.add(key.publicKey())) {
					distinct.add(key);
				}
				else {
					this.problems.add("A key under 'zmq.secure.keys." + name
							+ ".previous' is there already, as current or previous key; remove it there");
				}
			});
			return distinct;
		});
	}

	private void checkKeys() {
		Map<CurvePublicKey, String> names = new LinkedHashMap<>();
		Map<String, List<OwnKey>> own = new LinkedHashMap<>();
		this.own.forEach((name, keys) -> {
			checkKey("zmq.secure.keys." + name, name, names.put(keys.get(0).publicKey(), name));
			own.put(KeyName.uniform(name), keys);
		});
		names.clear();
		this.configured.forEach((name, keys) -> {
			keys.forEach((key) -> checkKey("zmq.secure.peers." + name, name, names.put(key.publicKey(), name)));
			if (contradicts(own.get(KeyName.uniform(name)), keys)) {
				throw new ZmqConfigurationException("zmq.secure.peers." + name, null,
						"A key pair under 'zmq.secure.keys' has the same name and another public key.",
						"Give the peer or the key pair another name.");
			}
		});
	}

	private static boolean contradicts(@Nullable List<OwnKey> own, List<PeerKey> keys) {
		return own != null && !own.stream()
			.map(OwnKey::publicKey)
			.toList()
			.containsAll(keys.stream().map(PeerKey::publicKey).toList());
	}

	private static void checkKey(String property, String name, @Nullable String other) {
		if (other != null) {
			throw new ZmqConfigurationException(property, null,
					(other.equals(name)) ? "It has the same public key twice."
							: "It has the same public key as '" + other + "', so that nobody could tell them apart.",
					(other.equals(name)) ? "Remove one of them."
							: "Remove '" + name + "' or '" + other + "', or give one of them a key of its own.");
		}
	}

	private boolean add(String description, String name, List<PeerKey> keys) {
		String uniform = KeyName.uniform(name);
		List<PeerKey> free = keys.stream().filter((key) -> !this.peerKeys.contains(key.publicKey())).toList();
		boolean taken = this.uniformPeers.contains(uniform) || contradicts(this.uniformOwn.get(uniform), keys)
				|| free.isEmpty();
		if (taken || free.size() < keys.size()) {
			this.problems.add("The peer " + description
					+ " has the name (but for case and dashes) or the key of another one, which counts; "
					+ "keep one of the two");
		}
		if (taken) {
			return false;
		}
		this.peers.put(name, free);
		this.uniformPeers.add(uniform);
		free.forEach((key) -> this.peerKeys.add(key.publicKey()));
		return true;
	}

}
