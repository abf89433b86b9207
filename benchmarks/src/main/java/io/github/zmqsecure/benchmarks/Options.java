// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The options of the command line, as {@code name=value}.
 *
 * @param values the values by name
 */
record Options(Map<String, String> values) {

	static Options of(String... options) {
		return new Options(Arrays.stream(options)
			.map((option) -> option.split("=", 2))
			.collect(Collectors.toMap((option) -> option[0], (option) -> option[1], (first, last) -> last)));
	}

	String get(String name, String defaultValue) {
		return this.values.getOrDefault(name, defaultValue);
	}

	int number(String name, int defaultValue) {
		return Integer.parseInt(get(name, String.valueOf(defaultValue)));
	}

	List<Integer> numbers(String name, String defaultValue) {
		return Arrays.stream(get(name, defaultValue).split(",", -1)).map(Integer::valueOf).toList();
	}

	List<Contestant> contestants(PeerProcesses processes, String defaultValue) {
		return Arrays.stream(get("contestants", defaultValue).split(",", -1))
			.map(Contestant::of)
			.filter(processes::canRun)
			.toList();
	}

	/**
	 * Return further options of all JVMs.
	 * @return the words of {@code jvm}
	 */
	List<String> jvm() {
		return Arrays.stream(get("jvm", "").split(" ", -1)).filter((word) -> !word.isEmpty()).toList();
	}

	/**
	 * Return how subjects are measured.
	 * @return five rounds of a second each, unless other options say otherwise
	 */
	Rounds rounds() {
		return new Rounds(number("warm-up", 4000), number("rounds", 5), number("measurement", 1000));
	}

}
