// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.zmqsecure.curve.CurvePublicKey;
import io.github.zmqsecure.curve.OwnKey;
import org.jspecify.annotations.Nullable;

/**
 * The key of a server that a client would meet it by.
 *
 * @param key the key
 * @param current the key that the server has now
 * @param knowsCurrent whether the client knows that one
 * @param refused the newer keys that the client asks for before
 */
record KeyAgreement(OwnKey key, CurvePublicKey current, boolean knowsCurrent, List<CurvePublicKey> refused) {

	/**
	 * Find the key.
	 * @param insisted the keys of which the client insists on one, in its order
	 * @param answered the keys to which the server answers, the current one first
	 * @return the agreement, {@code null} if there is none
	 */
	static @Nullable KeyAgreement of(List<CurvePublicKey> insisted, List<OwnKey> answered) {
		if (answered.isEmpty()) {
			return null;
		}
		CurvePublicKey current = answered.get(0).publicKey();
		for (int i = 0; i < insisted.size(); i++) {
			for (OwnKey key : answered) {
				if (key.publicKey().equals(insisted.get(i))) {
					return new KeyAgreement(key, current, insisted.contains(current), insisted.subList(0, i));
				}
			}
		}
		return null;
	}

	/**
	 * Return whether the client meets the server by a key only that was replaced.
	 * @return whether it does not know the current one
	 */
	boolean isByPreviousOnly() {
		return !this.knowsCurrent;
	}

	/**
	 * Return the agreement for other programs.
	 * @return its parts
	 */
	Map<String, Object> object() {
		Map<String, Object> object = new LinkedHashMap<>();
		Instant until = this.key.until();
		object.put("serverKey", this.key.publicKey().fingerprint());
		object.put("previous", isPrevious());
		if (isPrevious() && until != null) {
			object.put("until", until.toString());
		}
		object.put("knowsCurrentKey", this.knowsCurrent);
		return object;
	}

	/**
	 * Return what there is to say.
	 * @return a phrase each
	 */
	List<String> words() {
		List<String> words = new ArrayList<>();
		if (isPrevious()) {
			Instant until = this.key.until();
			String end = (until != null) ? ", which ends at " + until : ", which has no 'until'";
			words.add((this.knowsCurrent)
					? "by the previous key %s%s; it knows the current one too".formatted(this.key.publicKey(), end)
					: "only by the previous key %s%s; hand it the current one, %s".formatted(this.key.publicKey(), end,
							this.current));
		}
		if (!this.refused.isEmpty()) {
			words.add("it asks for the newer %s first, and moves on within one reconnect"
				.formatted(String.join(" and ", this.refused.stream().map(CurvePublicKey::fingerprint).toList())));
		}
		return words;
	}

	private boolean isPrevious() {
		return !this.key.publicKey().equals(this.current);
	}

}
