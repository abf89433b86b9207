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

package io.github.zmqsecure.curve;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.zmqsecure.ZmqSecureException;
import org.jspecify.annotations.Nullable;

/**
 * An immutable snapshot of all named keys: own key pairs and public keys of peers. A
 * public key has one name among the peers and one among the own key pairs; a name that
 * both use must stand for the same key. A peer may be an own key pair under another name.
 *
 * @since 0.1.0
 */
public final class CurveKeySet {

	/**
	 * A directory may hold thousands of bad files, which log and health need not list.
	 */
	private static final int TOLD_PROBLEMS = 20;

	private static final CurveKeySet EMPTY = of(Map.of(), Map.of());

	private final Map<String, CurveKeyPair> keyPairs;

	private final Map<String, CurvePublicKey> peers;

	private final Map<CurvePublicKey, String> names;

	private final Set<String> directoryPeers;

	private final List<String> problems;

	private CurveKeySet(Map<String, CurveKeyPair> keyPairs, Map<String, CurvePublicKey> peers,
			Set<String> directoryPeers, List<String> problems) {
		this.directoryPeers = Set.copyOf(directoryPeers);
		this.problems = firstOf(problems);
		this.keyPairs = Collections.unmodifiableMap(new LinkedHashMap<>(keyPairs));
		this.peers = Collections.unmodifiableMap(new LinkedHashMap<>(peers));
		Map<String, CurvePublicKey> own = new LinkedHashMap<>();
		this.keyPairs.forEach((name, pair) -> own.put(name, pair.publicKey()));
		checkSameMeaning(own, this.peers);
		Map<CurvePublicKey, String> names = invert("key pairs", own);
		names.putAll(invert("peers", this.peers));
		this.names = names;
	}

	/**
	 * Return a snapshot of the given keys.
	 * @param keyPairs own key pairs by name
	 * @param peers public keys of peers by name
	 * @return the snapshot
	 * @throws ZmqSecureException if two names stand for one key, one name (whatever its
	 * case and dashes) for two keys, or a name is blank
	 */
	public static CurveKeySet of(Map<String, CurveKeyPair> keyPairs, Map<String, CurvePublicKey> peers) {
		return new CurveKeySet(keyPairs, peers, Set.of(), List.of());
	}

	/**
	 * Return this snapshot with what is known of where its keys are from.
	 * @param directoryPeers the names of those peers that are from a directory
	 * @param problems what is wrong with files whose keys are missing or are not the
	 * newest
	 * @return the snapshot
	 */
	public CurveKeySet from(Set<String> directoryPeers, List<String> problems) {
		return new CurveKeySet(this.keyPairs, this.peers, directoryPeers, problems);
	}

	/**
	 * Return a snapshot without keys.
	 * @return the empty snapshot
	 */
	public static CurveKeySet empty() {
		return EMPTY;
	}

	/**
	 * Return the own key pairs.
	 * @return an immutable map from name to key pair, in the order given
	 */
	public Map<String, CurveKeyPair> keyPairs() {
		return this.keyPairs;
	}

	/**
	 * Return the peers.
	 * @return an immutable map from name to public key, in the order given
	 */
	public Map<String, CurvePublicKey> peers() {
		return this.peers;
	}

	/**
	 * Return the names of those peers that are from a directory.
	 * @return an immutable set
	 */
	public Set<String> directoryPeers() {
		return this.directoryPeers;
	}

	/**
	 * Return what is wrong with files whose keys are missing or are not the newest. Of
	 * many problems, the last tells only how many more there are.
	 * @return the problems, which name the file and the mend
	 */
	public List<String> problems() {
		return this.problems;
	}

	/**
	 * Return the name of the peer with the given public key, or else of the own key pair
	 * with it.
	 * @param key the public key
	 * @return the name, or {@code null} if the key is not known
	 */
	public @Nullable String findName(CurvePublicKey key) {
		return this.names.get(key);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other || (other instanceof CurveKeySet set && this.keyPairs.equals(set.keyPairs)
				&& this.peers.equals(set.peers) && this.directoryPeers.equals(set.directoryPeers));
	}

	@Override
	public int hashCode() {
		return 31 * this.keyPairs.hashCode() + this.peers.hashCode();
	}

	/**
	 * Return names and fingerprints.
	 * @return names and fingerprints
	 */
	@Override
	public String toString() {
		return "keys " + this.keyPairs + ", peers " + this.peers;
	}

	private static List<String> firstOf(List<String> problems) {
		if (problems.size() <= TOLD_PROBLEMS) {
			return List.copyOf(problems);
		}
		List<String> first = new ArrayList<>(problems.subList(0, TOLD_PROBLEMS));
		first.add("and " + (problems.size() - TOLD_PROBLEMS) + " more problems");
		return List.copyOf(first);
	}

	private static void checkSameMeaning(Map<String, CurvePublicKey> own, Map<String, CurvePublicKey> peers) {
		Map<String, String> uniform = new HashMap<>();
		peers.keySet().forEach((name) -> uniform.put(KeyName.uniform(name), name));
		own.forEach((name, key) -> {
			String other = uniform.get(KeyName.uniform(name));
			CurvePublicKey peer = peers.get(other);
			if (peer != null && !peer.equals(key)) {
				throw new ZmqSecureException(("The name '%s' stands for an own CURVE key (%s) and '%s' for a peer "
						+ "with another key (%s); rename one of them")
					.formatted(name, key, other, peer));
			}
		});
	}

	private static Map<CurvePublicKey, String> invert(String kind, Map<String, CurvePublicKey> keys) {
		Map<CurvePublicKey, String> names = new HashMap<>();
		Map<String, String> uniform = new HashMap<>();
		keys.forEach((name, key) -> {
			if (name.isBlank()) {
				throw new ZmqSecureException(
						"The CURVE key %s among the %s has a blank name; name it".formatted(key, kind));
			}
			String alike = uniform.put(KeyName.uniform(name), name);
			if (alike != null) {
				throw new ZmqSecureException(("The %s '%s' and '%s' have names that differ in case and dashes only, "
						+ "so that one could be taken for the other; rename one of them")
					.formatted(kind, alike, name));
			}
			String other = names.put(key, name);
			if (other != null) {
				throw new ZmqSecureException(("The %s '%s' and '%s' have the same CURVE public key (%s), so that "
						+ "nobody could tell them apart; remove one of them")
					.formatted(kind, other, name, key));
			}
		});
		return names;
	}

}
