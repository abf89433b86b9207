// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.model;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.StringJoiner;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.zmqsecure.support.UsedHeap;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What rounds of killing came to, and what they left in this process.
 */
class KillReport {

	private static final int WARM_UP = 20;

	private static final int TOLERANCE = 10;

	private static final Path FILE = Path.of("target", "killed-peers.txt");

	private final long begin = System.nanoTime();

	private int rounds;

	private long descriptors;

	private int threads;

	/**
	 * Note the end of a round.
	 */
	void round() {
		this.rounds++;
		if (this.rounds <= WARM_UP) {
			this.descriptors = descriptors();
			this.threads = threads();
		}
	}

	/**
	 * Write the figures down, and assert that neither file descriptors nor threads became
	 * more.
	 * @param counts names and counts in turn
	 * @throws IOException if they can't be written
	 */
	void print(Object... counts) throws IOException {
		StringJoiner line = new StringJoiner(", ",
				this.rounds + " kills in " + Duration.ofNanos(System.nanoTime() - this.begin).toSeconds() + " s: ", "");
		for (int i = 0; i < counts.length; i += 2) {
			line.add(counts[i] + " " + counts[i + 1]);
		}
		line.add("descriptors " + this.descriptors + " to " + descriptors());
		line.add("threads " + this.threads + " to " + threads());
		line.add("heap " + heap() + " MiB");
		System.out.println(line);
		Files.writeString(FILE, line + System.lineSeparator(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
		assertThat(descriptors()).isLessThanOrEqualTo(this.descriptors + TOLERANCE);
		assertThat(threads()).isLessThanOrEqualTo(this.threads + TOLERANCE);
	}

	private static long descriptors() {
		return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
	}

	private static int threads() {
		return ManagementFactory.getThreadMXBean().getThreadCount();
	}

	private static long heap() {
		return UsedHeap.afterCollection() >> 20;
	}

}
