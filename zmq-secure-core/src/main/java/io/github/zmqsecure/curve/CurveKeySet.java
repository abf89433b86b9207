// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.zmqsecure.ZmqSecureException;
import org.jspecify.annotations.Nullable;

/**
 * An immutable snapshot of all named keys: own key pairs and public keys of peers. A
 * public key has one name among the peers and one among the own key pairs, and a name may
 * stand for several keys; one that both use must stand for the same. A peer may be an own
 * key pair under another name.
 *
 * @since 0.1.0
 */
public final class CurveKeySet {

	/**
	 * A directory may hold thousands of bad files, which log and health need not list.
	 */
	private static final int TOLD_PROBLEMS = 20;

	private static final CurveKeySet EMPTY = of(Map.of(), Map.of());

	private final Map<String, List<OwnKey>> ownKeys;

	private final Map<String, List<PeerKey>> peerKeys;

	private final Map<String, CurveKeyPair> keyPairs = new LinkedHashMap<>();

	private final Map<String, CurvePublicKey> peers = new LinkedHashMap<>();

	private final Map<CurvePublicKey, String> names;

	private final Map<CurvePublicKey, Instant> expiries = new HashMap<>();

	private final Set<String> directoryPeers;

	private final List<String> problems;

	private CurveKeySet(Map<String, List<OwnKey>> ownKeys, Map<String, List<PeerKey>> peerKeys,
			Set<String> directoryPeers, List<String> problems) {
		this.directoryPeers = Set.copyOf(directoryPeers);
		this.problems = firstOf(problems);
		this.ownKeys = copy(ownKeys);
		this.peerKeys = copy(peerKeys);
		this.ownKeys.forEach((name, keys) -> this.keyPairs.put(name, keys.get(0).pair()));
		this.peerKeys.forEach((name, keys) -> this.peers.put(name, keys.get(0).publicKey()));
		checkSameMeaning();
		Map<String, List<CurvePublicKey>> own = new LinkedHashMap<>();
		this.ownKeys.forEach((name, keys) -> own.put(name, keys.stream().map(OwnKey::publicKey).toList()));
		Map<String, List<CurvePublicKey>> others = new LinkedHashMap<>();
		this.peerKeys.forEach((name, keys) -> others.put(name, keys.stream().map(PeerKey::publicKey).toList()));
		Map<CurvePublicKey, String> names = invert("key pairs", own);
		this.ownKeys.values().forEach((keys) -> keys.stream().skip(1).map(OwnKey::publicKey).forEach(names::remove));
		names.putAll(invert("peers", others));
		this.names = names;
		this.ownKeys.values()
			.forEach((keys) -> keys.forEach((key) -> addExpiry(key.publicKey(), key.lifetime().expires())));
		this.peerKeys.values()
			.forEach((keys) -> keys.forEach((key) -> addExpiry(key.publicKey(), key.lifetime().expires())));
	}

	/**
	 * Return a snapshot of the given keys, with one key for each name.
	 * @param keyPairs own key pairs by name
	 * @param peers public keys of peers by name
	 * @return the snapshot
	 * @throws ZmqSecureException if two names stand for one key, one name (whatever its
	 * case and dashes) for two keys, or a name is blank
	 */
	public static CurveKeySet of(Map<String, CurveKeyPair> keyPairs, Map<String, CurvePublicKey> peers) {
		Map<String, List<OwnKey>> ownKeys = new LinkedHashMap<>();
		keyPairs.forEach((name, pair) -> ownKeys.put(name, List.of(OwnKey.of(pair))));
		Map<String, List<PeerKey>> peerKeys = new LinkedHashMap<>();
		peers.forEach((name, key) -> peerKeys.put(name, List.of(PeerKey.of(key))));
		return ofAll(ownKeys, peerKeys);
	}

	/**
	 * Return a snapshot of the given keys.
	 * @param ownKeys own keys by name, at least one for each, the current one first
	 * @param peerKeys keys of peers by name, at least one for each, the newest first
	 * @return the snapshot
	 * @throws ZmqSecureException if two names stand for one key, names differ in case and
	 * dashes only, or a name is blank
	 */
	public static CurveKeySet ofAll(Map<String, List<OwnKey>> ownKeys, Map<String, List<PeerKey>> peerKeys) {
		return new CurveKeySet(ownKeys, peerKeys, Set.of(), List.of());
	}

	/**
	 * Return this snapshot with what is known of where its keys are from.
	 * @param directoryPeers the names of those peers that are from a directory
	 * @param problems what is wrong with files whose keys are missing or are not the
	 * newest
	 * @return the snapshot
	 */
	public CurveKeySet from(Set<String> directoryPeers, List<String> problems) {
		return new CurveKeySet(this.ownKeys, this.peerKeys, directoryPeers, problems);
	}

	/**
	 * Return a snapshot without keys.
	 * @return the empty snapshot
	 */
	public static CurveKeySet empty() {
		return EMPTY;
	}

	/**
	 * Return the current own key pairs.
	 * @return an immutable map from name to key pair, in the order given
	 */
	public Map<String, CurveKeyPair> keyPairs() {
		return Collections.unmodifiableMap(this.keyPairs);
	}

	/**
	 * Return the peers with the newest key of each.
	 * @return an immutable map from name to public key, in the order given
	 */
	public Map<String, CurvePublicKey> peers() {
		return Collections.unmodifiableMap(this.peers);
	}

	/**
	 * Return all own keys.
	 * @return an immutable map from name to its keys, the current one first
	 */
	public Map<String, List<OwnKey>> ownKeys() {
		return this.ownKeys;
	}

	/**
	 * Return all keys of peers.
	 * @return an immutable map from name to its keys, the newest first
	 */
	public Map<String, List<PeerKey>> peerKeys() {
		return this.peerKeys;
	}

	/**
	 * Return when a key ends.
	 * @param key the key
	 * @return when it does, {@code null} if it does not or is not known
	 */
	public @Nullable Instant findExpiry(CurvePublicKey key) {
		return this.expiries.get(key);
	}

	/**
	 * Return when the next key ends.
	 * @param after when the keys had ended that are of no interest
	 * @return when it does, {@code null} if none does
	 */
	public @Nullable Instant findNextExpiry(Instant after) {
		return this.expiries.values().stream().filter(after::isBefore).min(Comparator.naturalOrder()).orElse(null);
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
	 * @return the problems, which name the file and the action
	 */
	public List<String> problems() {
		return this.problems;
	}

	/**
	 * Return the name of the peer with the given public key, or else of the own key pair
	 * with it. An own key that was replaced has no name: it is only answered to.
	 * @param key the public key
	 * @return the name, or {@code null} if the key is not known
	 */
	public @Nullable String findName(CurvePublicKey key) {
		return this.names.get(key);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other || (other instanceof CurveKeySet set && this.ownKeys.equals(set.ownKeys)
				&& this.peerKeys.equals(set.peerKeys) && this.directoryPeers.equals(set.directoryPeers));
	}

	@Override
	public int hashCode() {
		return 31 * this.ownKeys.hashCode() + this.peerKeys.hashCode();
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

	private static <K> Map<String, List<K>> copy(Map<String, List<K>> keys) {
		Map<String, List<K>> copy = new LinkedHashMap<>();
		keys.forEach((name, each) -> copy.put(name, List.copyOf(each)));
		return Collections.unmodifiableMap(copy);
	}

	private void addExpiry(CurvePublicKey key, @Nullable Instant expiry) {
		if (expiry != null) {
			this.expiries.merge(key, expiry, (one, other) -> one.isBefore(other) ? one : other);
		}
	}

	private void checkSameMeaning() {
		Map<String, String> uniform = new HashMap<>();
		this.peerKeys.keySet().forEach((name) -> uniform.put(KeyName.uniform(name), name));
		this.ownKeys.forEach((name, own) -> {
			String other = uniform.get(KeyName.uniform(name));
			List<PeerKey> peer = this.peerKeys.getOrDefault(other, List.of());
			List<CurvePublicKey> keys = own.stream().map(OwnKey::publicKey).toList();
			peer.stream().filter((key) -> !keys.contains(key.publicKey())).findFirst().ifPresent((key) -> {
				throw new ZmqSecureException(("The name '%s' stands for an own CURVE key (%s) and '%s' for a peer "
						+ "with another key (%s); rename one of them")
					.formatted(name, keys.get(0), other, key.publicKey()));
			});
		});
	}

	private static Map<CurvePublicKey, String> invert(String kind, Map<String, List<CurvePublicKey>> keys) {
		Map<CurvePublicKey, String> names = new HashMap<>();
		Map<String, String> uniform = new HashMap<>();
		keys.forEach((name, each) -> {
			if (name.isBlank()) {
				throw new ZmqSecureException(
						"The CURVE key %s among the %s has a blank name; name it".formatted(each.get(0), kind));
			}
			String alike = uniform.put(KeyName.uniform(name), name);
			if (alike != null) {
				throw new ZmqSecureException(("The %s '%s' and '%s' have names that differ in case and dashes only, "
						+ "so that one could be taken for the other; rename one of them")
					.formatted(kind, alike, name));
			}
			each.forEach((key) -> {
				String other = names.put(key, name);
				if (other != null) {
					throw new ZmqSecureException(("The %s '%s' and '%s' have the same CURVE public key (%s), so that "
							+ "nobody could tell them apart; remove one of them")
						.formatted(kind, other, name, key));
				}
			});
		});
		return names;
	}

}
