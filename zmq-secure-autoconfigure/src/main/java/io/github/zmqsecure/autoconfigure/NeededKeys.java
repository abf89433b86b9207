// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.zmqsecure.curve.CurveKeySet;
import io.github.zmqsecure.curve.KeyName;
import io.github.zmqsecure.curve.OwnKey;
import io.github.zmqsecure.curve.PeerKey;

/**
 * The names of keys that sockets can't do without. When a load would leave one out it
 * stays as it was, so that it does not put off what else was removed.
 *
 * @param pairs the names of own key pairs
 * @param servers the names of servers, which are peers or own key pairs
 */
record NeededKeys(Set<String> pairs, Set<String> servers) {

	static NeededKeys of(ZmqSecureProperties properties) {
		Set<String> pairs = new LinkedHashSet<>();
		Set<String> servers = new LinkedHashSet<>();
		properties.getSockets().values().forEach((socket) -> {
			if (socket.getKey() != null) {
				pairs.add(socket.getKey());
			}
			if (socket.getServer() != null) {
				servers.add(socket.getServer());
			}
		});
		return new NeededKeys(pairs, servers);
	}

	Set<String> names() {
		Set<String> names = new LinkedHashSet<>(this.pairs);
		names.addAll(this.servers);
		return names;
	}

	/**
	 * Put everything together anew. What is kept may take the place of something else
	 * that is needed, so it is looked at again until nothing is missing.
	 * @param own own keys
	 * @param peers peers that are configured
	 * @param directory peers of the directory
	 * @param problems what is wrong already
	 * @param former the keys before, which have all that is needed
	 * @return the keys
	 */
	CurveKeySet merge(Map<String, List<OwnKey>> own, Map<String, List<PeerKey>> peers,
			Map<String, List<PeerKey>> directory, List<String> problems, CurveKeySet former) {
		Set<String> kept = new LinkedHashSet<>();
		CurveKeySet merged;
		do {
			List<String> all = new ArrayList<>(problems);
			Map<String, List<PeerKey>> keptPeers = new LinkedHashMap<>();
			kept.forEach((name) -> {
				all.add("The key '" + name + "' is missing or belongs to another name now, but a socket needs it as "
						+ "'key' or 'server', so it stays as it was; bring it back, or change the socket");
				List<PeerKey> peer = former.peerKeys().get(name);
				if (peer != null) {
					keptPeers.put(name, peer);
				}
			});
			merged = new CurveKeySetMerger(concernsOwn(kept, former) ? former.ownKeys() : own, without(kept, peers),
					all)
				.merge(keptPeers, without(kept, directory), false);
		}
		while (kept.addAll(missing(merged, former)));
		return merged;
	}

	private Set<String> missing(CurveKeySet merged, CurveKeySet former) {
		Set<String> missing = new LinkedHashSet<>();
		this.pairs.stream()
			.filter((name) -> former.ownKeys().containsKey(name) && !merged.ownKeys().containsKey(name))
			.forEach(missing::add);
		this.servers.stream().filter((name) -> isKnown(name, former) && !isKnown(name, merged)).forEach(missing::add);
		return missing;
	}

	private static boolean isKnown(String name, CurveKeySet keys) {
		return keys.peerKeys().containsKey(name) || keys.ownKeys().containsKey(name);
	}

	private static boolean concernsOwn(Set<String> kept, CurveKeySet former) {
		Set<String> uniform = new LinkedHashSet<>();
		former.ownKeys().keySet().forEach((name) -> uniform.add(KeyName.uniform(name)));
		return kept.stream().anyMatch((name) -> uniform.contains(KeyName.uniform(name)));
	}

	private static Map<String, List<PeerKey>> without(Set<String> names, Map<String, List<PeerKey>> keys) {
		Map<String, List<PeerKey>> others = new LinkedHashMap<>(keys);
		others.keySet().removeAll(names);
		return others;
	}

}
