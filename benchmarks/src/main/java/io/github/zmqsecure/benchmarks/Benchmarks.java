// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The command line of the benchmarks.
 *
 * @since 0.1.0
 */
public final class Benchmarks {

	/**
	 * Those of {@code docs/performance.md}, in its order.
	 */
	private static final List<String> ALL = List.of("end-to-end", "fan-out", "request-reply", "io-threads",
			"handshakes", "connections", "start-up", "observability", "brokers", "soak");

	private Benchmarks() {
	}

	/**
	 * Run a benchmark, or all that {@code docs/performance.md} shows.
	 * @param args the name of the benchmark and its options as {@code name=value}; times
	 * in milliseconds
	 * @throws Exception if it fails
	 */
	public static void main(String[] args) throws Exception {
		Map<String, Benchmark> benchmarks = benchmarks();
		String name = (args.length > 0) ? args[0] : "";
		List<String> names = name.equals("all") ? ALL : List.of(name);
		if (!benchmarks.keySet().containsAll(names)) {
			System.err
				.println("Usage: run.sh all | " + String.join(" | ", benchmarks.keySet()) + " [option=value ...]");
			return;
		}
		Options options = Options.of(Arrays.copyOfRange(args, 1, args.length));
		PeerProcesses processes = new PeerProcesses(System.getProperty("java.class.path"), options.jvm());
		Report report = new Report(System.out, Path.of("..", "docs", "images"));
		report.print(Machine.describe(processes));
		for (String each : names) {
			try {
				Objects.requireNonNull(benchmarks.get(each)).run(processes, options, report);
			}
			catch (IllegalStateException | IOException ex) {
				report.print(each + " failed: " + ex);
			}
		}
	}

	private static Map<String, Benchmark> benchmarks() {
		Map<String, Benchmark> benchmarks = new LinkedHashMap<>();
		benchmarks.put("end-to-end", new EndToEndBenchmark());
		benchmarks.put("fan-out", new FanOutBenchmark());
		benchmarks.put("request-reply", new RequestReplyBenchmark());
		benchmarks.put("io-threads", new IoThreadsBenchmark());
		benchmarks.put("handshakes", new HandshakeBenchmark());
		benchmarks.put("connections", new ConnectionsBenchmark());
		benchmarks.put("start-up", new StartUpBenchmark());
		benchmarks.put("observability", new ObservabilityBenchmark());
		benchmarks.put("soak", new SoakBenchmark());
		benchmarks.put("brokers", new BrokerBenchmark());
		benchmarks.put("model", new ModelBenchmark());
		benchmarks.put("handshake-flood", new HandshakeFloodBenchmark());
		benchmarks.put("micro", new MicroBenchmark());
		return benchmarks;
	}

}
