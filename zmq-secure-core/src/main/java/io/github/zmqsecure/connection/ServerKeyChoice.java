// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.github.zmqsecure.curve.CurvePublicKey;
import io.github.zmqsecure.curve.PeerKey;
import org.jspecify.annotations.Nullable;

/**
 * Which of several keys of its server a client insists on, for each endpoint: the one
 * that worked within the last hour, or else the newest; when it is refused, the next one
 * that was not. Keys that have ended are left out as long as there are others.
 * Thread-safe.
 */
class ServerKeyChoice {

	/**
	 * A server that has the newest key by now must not be asked for an old one for ever.
	 */
	private static final Duration REMEMBERED = Duration.ofHours(1);

	private final Supplier<List<PeerKey>> keys;

	private final Map<String, Experience> experiences = new ConcurrentHashMap<>();

	/**
	 * Create a choice.
	 * @param keys the keys as they are at the moment, the newest first
	 */
	ServerKeyChoice(Supplier<List<PeerKey>> keys) {
		this.keys = keys;
	}

	CurvePublicKey choose(String endpoint) {
		List<CurvePublicKey> candidates = candidates();
		Experience experience = this.experiences.getOrDefault(endpoint, Experience.NONE);
		CurvePublicKey working = experience.working();
		if (working != null && experience.isRecent() && candidates.contains(working)
				&& !experience.refused().contains(working)) {
			return working;
		}
		return candidates.stream()
			.filter((key) -> !experience.refused().contains(key))
			.findFirst()
			.orElse(candidates.get(0));
	}

	/**
	 * A server has refused a key.
	 * @return whether there is another one that it was not asked for since it refused the
	 * first
	 */
	boolean refused(String endpoint, CurvePublicKey key) {
		List<CurvePublicKey> candidates = candidates();
		Experience result = this.experiences.compute(endpoint, (name, former) -> {
			Experience experience = (former != null) ? former : Experience.NONE;
			Set<CurvePublicKey> refused = new HashSet<>(experience.refused());
			refused.add(key);
			return new Experience(experience.working(), experience.since(),
					refused.containsAll(candidates) ? Set.of() : Set.copyOf(refused));
		});
		return !result.refused().isEmpty();
	}

	void succeeded(String endpoint, CurvePublicKey key) {
		this.experiences.put(endpoint, new Experience(key, System.nanoTime(), Set.of()));
	}

	void clear() {
		this.experiences.clear();
	}

	private List<CurvePublicKey> candidates() {
		return PeerKey.insistedOn(this.keys.get());
	}

	/**
	 * What is known of an endpoint.
	 *
	 * @param working the key that worked last
	 * @param since when it did
	 * @param refused the keys that were refused since
	 */
	private record Experience(@Nullable CurvePublicKey working, long since, Set<CurvePublicKey> refused) {

		static final Experience NONE = new Experience(null, 0, Set.of());

		boolean isRecent() {
			return System.nanoTime() - this.since < REMEMBERED.toNanos();
		}

	}

}
