// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.curve;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * When a key ends that has a name.
 *
 * @param name the name
 * @param publicKey the key
 * @param at when it ends
 * @since 0.1.0
 */
public record KeyExpiry(String name, CurvePublicKey publicKey, Instant at) {

	private static final int TOLD = 20;

	/**
	 * Return when keys end, own ones and those of peers.
	 * @param keys the keys
	 * @return those that do, the next one first
	 */
	public static List<KeyExpiry> of(CurveKeys keys) {
		List<KeyExpiry> expiries = new ArrayList<>();
		keys.getKeyPairNames().forEach((name) -> addOwn(expiries, keys, name));
		keys.getPeerNames().forEach((name) -> addPeer(expiries, keys, name));
		expiries.sort(Comparator.comparing(KeyExpiry::at));
		return expiries;
	}

	private static void addOwn(List<KeyExpiry> expiries, CurveKeys keys, String name) {
		try {
			keys.getOwnKeys(name).forEach((key) -> add(expiries, name, key.publicKey(), key.lifetime().expires()));
		}
		catch (NoSuchCurveKeyException ex) {
			// It has just gone.
			return;
		}
	}

	private static void addPeer(List<KeyExpiry> expiries, CurveKeys keys, String name) {
		try {
			keys.getPeerKeys(name).forEach((key) -> add(expiries, name, key.publicKey(), key.lifetime().expires()));
		}
		catch (NoSuchCurveKeyException ex) {
			// It has just gone.
			return;
		}
	}

	/**
	 * Return what there is to say of keys that have ended or end soon.
	 * @param keys the keys
	 * @param within how soon
	 * @return one sentence for each, the last of which tells only how many more there are
	 * if there are many
	 */
	public static List<String> warnings(CurveKeys keys, Duration within) {
		Instant now = Instant.now();
		List<KeyExpiry> soon = of(keys).stream().filter((each) -> each.at().isBefore(now.plus(within))).toList();
		List<String> warnings = new ArrayList<>();
		soon.stream().limit(TOLD).forEach((each) -> warnings.add(each.describe(now)));
		if (soon.size() > TOLD) {
			warnings.add("and " + (soon.size() - TOLD) + " more keys");
		}
		return warnings;
	}

	private String describe(Instant now) {
		String key = "Key '" + this.name + "' (" + this.publicKey.fingerprint() + ") ";
		return (this.at.isAfter(now)) ? key + "ends at " + this.at + ", in " + spanOf(Duration.between(now, this.at))
				: key + "has ended at " + this.at;
	}

	private static String spanOf(Duration span) {
		if (span.toDays() > 1) {
			return span.toDays() + " days";
		}
		return (span.toHours() > 1) ? span.toHours() + " hours" : span.toMinutes() + " minutes";
	}

	private static void add(List<KeyExpiry> expiries, String name, CurvePublicKey key, @Nullable Instant at) {
		if (at != null) {
			expiries.add(new KeyExpiry(name, key, at));
		}
	}

}
