// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;

import io.github.zmqsecure.nacl.NaclProviders;

/**
 * What the figures were taken on.
 */
final class Machine {

	private Machine() {
	}

	static String describe(PeerProcesses processes) {
		return "%s: %d × %s, Linux %s, Java %s (%s), %s, %s.".formatted(LocalDate.now(ZoneOffset.UTC),
				Runtime.getRuntime().availableProcessors(), cpu(), System.getProperty("os.version"), Runtime.version(),
				System.getProperty("java.vm.vendor"), crypto(), processes.libzmq().version());
	}

	private static String crypto() {
		return Crypto.hasLibsodium() ? NaclProviders.current().description() : "no libsodium";
	}

	private static String cpu() {
		try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
			return lines.filter((line) -> line.startsWith("model name"))
				.map((line) -> line.substring(line.indexOf(':') + 1).trim())
				.findFirst()
				.orElse(System.getProperty("os.arch"));
		}
		catch (IOException ex) {
			return System.getProperty("os.arch");
		}
	}

}
