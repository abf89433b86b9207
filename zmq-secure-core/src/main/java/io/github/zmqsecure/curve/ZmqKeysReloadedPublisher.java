// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes a {@link ZmqKeysReloadedEvent} whenever keys have changed, on the thread that
 * update handlers have for themselves. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ZmqKeysReloadedPublisher {

	private final ApplicationEventPublisher publisher;

	private Set<KeyChange> known;

	/**
	 * Create a publisher for the keys as they are from now on.
	 * @param keys the keys
	 * @param publisher gets the events
	 */
	public ZmqKeysReloadedPublisher(CurveKeys keys, ApplicationEventPublisher publisher) {
		this.publisher = publisher;
		this.known = all(keys);
		keys.addUpdateHandler(this::publish);
	}

	private synchronized void publish(CurveKeys keys) {
		Set<KeyChange> now = all(keys);
		List<KeyChange> changes = new ArrayList<>();
		this.known.stream()
			.filter((each) -> !now.contains(each))
			.forEach((each) -> changes.add(new KeyChange(each.name(), each.role(), each.fingerprint(), false)));
		now.stream().filter((each) -> !this.known.contains(each)).forEach(changes::add);
		this.known = now;
		if (!changes.isEmpty()) {
			this.publisher.publishEvent(new ZmqKeysReloadedEvent(keys, changes, keys.getProblems()));
		}
	}

	/**
	 * All keys, as if they were new.
	 */
	private static Set<KeyChange> all(CurveKeys keys) {
		Set<KeyChange> all = new LinkedHashSet<>();
		keys.getKeyPairNames().forEach((name) -> addOwnUnlessGone(all, keys, name));
		keys.getPeerNames().forEach((name) -> addPeerUnlessGone(all, keys, name));
		return all;
	}

	private static void addOwnUnlessGone(Set<KeyChange> all, CurveKeys keys, String name) {
		try {
			KeyChange.Role role = KeyChange.Role.CURRENT;
			for (OwnKey key : keys.getOwnKeys(name)) {
				all.add(new KeyChange(name, role, key.publicKey().fingerprint(), true));
				role = KeyChange.Role.PREVIOUS;
			}
		}
		catch (NoSuchCurveKeyException ex) {
			// It has just gone.
			return;
		}
	}

	private static void addPeerUnlessGone(Set<KeyChange> all, CurveKeys keys, String name) {
		try {
			for (PeerKey key : keys.getPeerKeys(name)) {
				all.add(new KeyChange(name, KeyChange.Role.PEER, key.publicKey().fingerprint(), true));
			}
		}
		catch (NoSuchCurveKeyException ex) {
			// It has just gone.
			return;
		}
	}

}
