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
