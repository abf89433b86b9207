// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures subjects in turn, so that what else the machine does hits them alike. Each is
 * warmed up once, and idle while it is not its turn.
 *
 * @param warmUp the milliseconds of the warm-up of each
 * @param rounds how often each is measured
 * @param millis the milliseconds of a measurement
 */
record Rounds(long warmUp, int rounds, long millis) {

	/**
	 * Measure.
	 * @param subjects the subjects, which are closed in the end
	 * @param <K> the type of their names
	 * @return for each subject, one sample for each of its figures
	 * @throws IOException if a process ended early
	 */
	<K> Map<K, List<Sample>> run(Map<K, ? extends Subject> subjects) throws IOException {
		Map<K, List<Sample>> samples = new LinkedHashMap<>();
		try {
			for (Subject subject : subjects.values()) {
				subject.measure(this.warmUp);
			}
			for (int round = 0; round < this.rounds; round++) {
				for (Map.Entry<K, ? extends Subject> subject : subjects.entrySet()) {
					add(samples.computeIfAbsent(subject.getKey(), (key) -> new ArrayList<>()),
							subject.getValue().measure(this.millis));
				}
			}
		}
		finally {
			subjects.values().forEach(Subject::close);
		}
		return samples;
	}

	private static void add(List<Sample> samples, double[] figures) {
		for (int i = 0; i < figures.length; i++) {
			if (samples.size() <= i) {
				samples.add(new Sample());
			}
			samples.get(i).add(figures[i]);
		}
	}

	/**
	 * What is measured.
	 */
	interface Subject extends AutoCloseable {

		double[] measure(long millis) throws IOException;

		@Override
		void close();

	}

}
