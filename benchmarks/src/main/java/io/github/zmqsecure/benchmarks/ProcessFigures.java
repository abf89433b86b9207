// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What Linux says of a process.
 *
 * @param pid the process
 */
record ProcessFigures(long pid) {

	private static final double TICKS = 100;

	private static final int USER_TIME = 11;

	/**
	 * Return the processor time.
	 * @return the seconds, in steps of ten milliseconds
	 * @throws IOException if the process has ended
	 */
	double cpuSeconds() throws IOException {
		String stat = Files.readString(file("stat"));
		String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
		return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1])) / TICKS;
	}

	/**
	 * Return the resident memory.
	 * @return the KiB
	 * @throws IOException if the process has ended
	 */
	double residentKibibytes() throws IOException {
		List<String> lines = Files.readAllLines(file("status"));
		return lines.stream()
			.filter((line) -> line.startsWith("VmRSS:"))
			.mapToDouble((line) -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
			.findFirst()
			.orElseThrow();
	}

	int descriptors() {
		String[] descriptors = new File("/proc/" + this.pid + "/fd").list();
		return (descriptors != null) ? descriptors.length : 0;
	}

	private Path file(String name) {
		return Path.of("/proc", String.valueOf(this.pid), name);
	}

}
