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

package io.github.zmqsecure.autoconfigure;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.zmqsecure.ZmqConfigurationException;
import io.github.zmqsecure.curve.CurveKeyPair;
import io.github.zmqsecure.curve.CurveKeySet;
import io.github.zmqsecure.curve.CurvePublicKey;
import io.github.zmqsecure.curve.KeyName;
import org.jspecify.annotations.Nullable;

/**
 * Puts key pairs, peers and the peers of a directory together. What comes later and
 * contradicts what came before is left out, so that it can't put off the rest.
 */
class CurveKeySetMerger {

	private final Map<String, CurveKeyPair> pairs = new LinkedHashMap<>();

	private final Map<String, CurvePublicKey> configured;

	private final Map<String, CurvePublicKey> peers = new LinkedHashMap<>();

	private final Map<String, CurveKeyPair> uniformPairs = new HashMap<>();

	private final Set<String> uniformPeers = new HashSet<>();

	private final Set<CurvePublicKey> peerKeys = new HashSet<>();

	private final List<String> problems;

	CurveKeySetMerger(Map<String, CurveKeyPair> pairs, Map<String, CurvePublicKey> peers, List<String> problems) {
		this.pairs.putAll(pairs);
		this.configured = peers;
		this.problems = problems;
	}

	/**
	 * Put everything together.
	 * @param directory the peers of the directory
	 * @param strict whether properties that contradict each other are an error
	 * @return the keys
	 * @throws io.github.zmqsecure.ZmqSecureException if they do
	 */
	CurveKeySet merge(Map<String, CurvePublicKey> directory, boolean strict) {
		if (strict) {
			checkKeys();
		}
		Set<CurvePublicKey> own = new LinkedHashSet<>();
		this.pairs.entrySet().removeIf((pair) -> {
			boolean twice = !own.add(pair.getValue().publicKey());
			if (twice) {
				this.problems.add("The key pair 'zmq.secure.keys." + pair.getKey()
						+ "' has the key of another one, which counts; make each its own");
			}
			return twice;
		});
		this.pairs.forEach((name, pair) -> this.uniformPairs.put(KeyName.uniform(name), pair));
		this.configured.forEach((name, key) -> add("'zmq.secure.peers." + name + "'", name, key));
		Set<String> fromDirectory = new LinkedHashSet<>();
		directory.forEach((name, key) -> {
			if (add("'" + name + "' of 'zmq.secure.peer-directory'", name, key)) {
				fromDirectory.add(name);
			}
		});
		return CurveKeySet.of(this.pairs, this.peers).from(fromDirectory, this.problems);
	}

	private void checkKeys() {
		Map<CurvePublicKey, String> names = new LinkedHashMap<>();
		this.pairs
			.forEach((name, pair) -> checkKey("zmq.secure.keys." + name, name, names.put(pair.publicKey(), name)));
		names.clear();
		Map<String, CurveKeyPair> own = new LinkedHashMap<>();
		this.pairs.forEach((name, pair) -> own.put(KeyName.uniform(name), pair));
		this.configured.forEach((name, key) -> {
			checkKey("zmq.secure.peers." + name, name, names.put(key, name));
			CurveKeyPair pair = own.get(KeyName.uniform(name));
			if (pair != null && !pair.publicKey().equals(key)) {
				throw new ZmqConfigurationException("zmq.secure.peers." + name, null,
						"A key pair under 'zmq.secure.keys' has the same name and another public key.",
						"Give the peer or the key pair another name.");
			}
		});
	}

	private static void checkKey(String property, String name, @Nullable String other) {
		if (other != null) {
			throw new ZmqConfigurationException(property, null,
					"It has the same public key as '" + other + "', so that nobody could tell them apart.",
					"Remove '" + name + "' or '" + other + "', or give one of them a key of its own.");
		}
	}

	private boolean add(String description, String name, CurvePublicKey key) {
		String uniform = KeyName.uniform(name);
		if (isTaken(uniform, key)) {
			this.problems.add("The peer " + description
					+ " has the name (but for case and dashes) or the key of another one, which counts; "
					+ "keep one of the two");
			return false;
		}
		this.peers.put(name, key);
		this.uniformPeers.add(uniform);
		this.peerKeys.add(key);
		return true;
	}

	private boolean isTaken(String uniform, CurvePublicKey key) {
		CurveKeyPair pair = this.uniformPairs.get(uniform);
		return this.uniformPeers.contains(uniform) || this.peerKeys.contains(key)
				|| (pair != null && !pair.publicKey().equals(key));
	}

}
