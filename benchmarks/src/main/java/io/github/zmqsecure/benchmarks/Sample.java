// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The measurements of one contestant.
 *
 * @since 0.1.0
 */
public final class Sample {

	private final List<Double> values = new ArrayList<>();

	void add(double value) {
		this.values.add(value);
	}

	/**
	 * Return the median.
	 * @return the middle value, the mean of two if their number is even
	 */
	public double median() {
		List<Double> sorted = new ArrayList<>(this.values);
		Collections.sort(sorted);
		int middle = sorted.size() / 2;
		return (sorted.size() % 2 == 1) ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
	}

	/**
	 * Return the best value: what the machine can do while nothing else runs on it.
	 * @return the largest value
	 */
	public double best() {
		return Collections.max(this.values);
	}

	/**
	 * Return the spread.
	 * @return the difference between the largest and the smallest value, as a part of the
	 * median
	 */
	public double spread() {
		return (Collections.max(this.values) - Collections.min(this.values)) / median();
	}

}
