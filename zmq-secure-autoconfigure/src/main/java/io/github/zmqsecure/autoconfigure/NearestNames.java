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
