// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the names that a mistyped one was probably meant to be.
 */
final class NearestNames {

	private static final int MAXIMUM = 3;

	private NearestNames() {
	}

	/**
	 * Return the names nearest to a mistyped one.
	 * @param mistyped the mistyped name in uniform form
	 * @param names the known names in kebab case
	 * @return up to three names, the nearest first
	 */
	static List<String> of(String mistyped, Collection<String> names) {
		int limit = Math.max(1, mistyped.length() / 3);
		return names.stream()
			.filter((name) -> distance(mistyped, uniform(name)) <= limit)
			.sorted(Comparator.comparingInt((name) -> distance(mistyped, uniform(name))))
			.limit(MAXIMUM)
			.toList();
	}

	/**
	 * Ask whether one of several names was meant.
	 * @param nearest the names, at least one
	 * @return the question
	 */
	static String question(List<String> nearest) {
		return "Did you mean '" + String.join("' or '", nearest) + "'?";
	}

	private static String uniform(String name) {
		return name.replace("-", "");
	}

	private static int distance(String left, String right) {
		int[] row = new int[right.length() + 1];
		for (int j = 0; j <= right.length(); j++) {
			row[j] = j;
		}
		for (int i = 1; i <= left.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j <= right.length(); j++) {
				int substitution = diagonal + ((left.charAt(i - 1) != right.charAt(j - 1)) ? 1 : 0);
				diagonal = row[j];
				row[j] = Math.min(substitution, Math.min(row[j], row[j - 1]) + 1);
			}
		}
		return row[right.length()];
	}

}
