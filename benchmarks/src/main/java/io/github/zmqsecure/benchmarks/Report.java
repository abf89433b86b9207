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

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/**
 * Prints the samples of contestants at one size of messages, beside those of one of them.
 */
final class Report {

	private static final double MEGA = 1e6;

	private Report() {
	}

	static <E extends Enum<E>> void print(int size, Map<E, Sample> samples, E reference, PrintStream out) {
		String ratio = "x " + label(reference);
		Sample base = samples.getOrDefault(reference, new Sample());
		out.printf("%n%d bytes%n%-22s %10s %9s %8s %8s %10s %8s%n", size, "", "median", "", "", "", "best", "");
		out.printf("%-22s %10s %9s %8s %8s %10s %8s%n", "contestant", "msg/s", "MB/s", "spread", ratio, "msg/s", ratio);
		samples.forEach((contestant, sample) -> out.printf("%-22s %,10.0f %9.1f %7.0f%% %8.2f %,10.0f %8.2f%n",
				label(contestant), sample.median(), sample.median() * size / MEGA, sample.spread() * 100,
				sample.median() / base.median(), sample.best(), sample.best() / base.best()));
		out.flush();
	}

	static String label(Enum<?> contestant) {
		return contestant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
