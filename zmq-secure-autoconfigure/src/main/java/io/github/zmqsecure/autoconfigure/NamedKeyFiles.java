// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.io.FileNotFoundException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

import io.github.zmqsecure.ZmqConfigurationException;
import org.jspecify.annotations.Nullable;

/**
 * The keys that properties name, each looked at for itself when loaded anew: one whose
 * file is gone goes at once; one whose file is bad, as it may be while it is written,
 * stays for two more seconds; and one that a socket can't do without stays as it was.
 *
 * @param <P> what the properties say of a key
 * @param <K> the key
 */
class NamedKeyFiles<P, K> {

	private static final Duration GRACE = Duration.ofSeconds(2);

	private final Map<String, Long> badSince = new HashMap<>();

	private final Set<String> needed;

	NamedKeyFiles(Set<String> needed) {
		this.needed = needed;
	}

	/**
	 * Load all.
	 * @param properties what the properties say, by name
	 * @param loader loads one
	 * @param former what was loaded before, {@code null} the first time
	 * @param problems gets what is wrong
	 * @return the keys by name
	 * @throws ZmqConfigurationException if something is wrong, the first time
	 */
	Map<String, K> load(Map<String, P> properties, BiFunction<String, P, K> loader, @Nullable Map<String, K> former,
			List<String> problems) {
		Map<String, K> loaded = new LinkedHashMap<>();
		properties.forEach((name, each) -> {
			try {
				loaded.put(name, loader.apply(name, each));
				this.badSince.remove(name);
			}
			catch (ZmqConfigurationException ex) {
				if (former == null) {
					throw ex;
				}
				problems.add(String.valueOf(ex.getMessage()));
				K key = former.get(name);
				if (key != null && (this.needed.contains(name) || !(isGone(ex) || isBadForLong(name)))) {
					loaded.put(name, key);
				}
			}
		});
		return loaded;
	}

	private boolean isBadForLong(String name) {
		long since = this.badSince.computeIfAbsent(name, (ignored) -> System.nanoTime());
		return System.nanoTime() - since >= GRACE.toNanos();
	}

	private static boolean isGone(Throwable ex) {
		Throwable cause = ex;
		while (cause.getCause() != null) {
			cause = cause.getCause();
		}
		return cause instanceof NoSuchFileException || cause instanceof FileNotFoundException;
	}

}
