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

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * The command line of the benchmarks.
 *
 * @since 0.1.0
 */
public final class Benchmarks {

	private static final String USAGE = "Usage: run.sh micro [include=REGEX]"
			+ " | end-to-end [sizes=100,1024,65536] [rounds=5] [warm-up=3000] [measurement=3000]"
			+ " | model [sizes=100,1024,65536] [rounds=5] [warm-up=3000] [measurement=3000]"
			+ " | handshakes [contestants=bouncy-castle,libsodium] [rate=500] [warm-up=5000] [measurement=30000]";

	private final Map<String, String> options;

	private Benchmarks(Map<String, String> options) {
		this.options = options;
	}

	/**
	 * Run a benchmark.
	 * @param args the name of the benchmark and its options as {@code name=value}; times
	 * in milliseconds
	 * @throws Exception if it fails
	 */
	public static void main(String[] args) throws Exception {
		Map<String, String> options = Arrays.stream(args)
			.skip(1)
			.map((option) -> option.split("=", 2))
			.collect(Collectors.toMap((option) -> option[0], (option) -> option[1]));
		Benchmarks benchmarks = new Benchmarks(options);
		switch ((args.length > 0) ? args[0] : "") {
			case "micro" -> benchmarks.micro();
			case "end-to-end" -> benchmarks.endToEnd();
			case "model" -> benchmarks.model();
			case "handshakes" -> benchmarks.handshakes();
			default -> System.err.println(USAGE);
		}
	}

	private void micro() throws Exception {
		PeerProcesses processes = processes();
		ChainedOptionsBuilder builder = new OptionsBuilder().include(option("include", "Benchmark"))
			.result("target/jmh.json")
			.resultFormat(ResultFormatType.JSON);
		if (processes.canRun(Contestant.LIBSODIUM)) {
			builder.jvmArgsAppend("--enable-native-access=ALL-UNNAMED");
		}
		else {
			builder.param("contestant", Contestant.JNACL.label(), Contestant.BOUNCY_CASTLE.label());
		}
		new Runner(builder.build()).run();
	}

	private void endToEnd() throws Exception {
		new EndToEndBenchmark(processes(), number("warm-up", 3000), number("measurement", 3000)).run(sizes(),
				number("rounds", 5), System.out);
	}

	private void model() throws Exception {
		PeerProcesses processes = processes();
		Contestant crypto = processes.canRun(Contestant.LIBSODIUM) ? Contestant.LIBSODIUM : Contestant.BOUNCY_CASTLE;
		new ModelBenchmark(processes, number("warm-up", 3000), number("measurement", 3000)).run(crypto, sizes(),
				number("rounds", 5), System.out);
	}

	private void handshakes() throws Exception {
		PeerProcesses processes = processes();
		HandshakeBenchmark benchmark = new HandshakeBenchmark(processes, number("rate", 500), number("warm-up", 5000),
				number("measurement", 30_000));
		for (String label : option("contestants", "bouncy-castle,libsodium").split(",", -1)) {
			Contestant contestant = Contestant.of(label);
			if (processes.canRun(contestant)) {
				benchmark.run(contestant, System.out);
			}
		}
	}

	private List<Integer> sizes() {
		return Arrays.stream(option("sizes", "100,1024,65536").split(",", -1)).map(Integer::valueOf).toList();
	}

	private int number(String name, int defaultValue) {
		return Integer.parseInt(option(name, String.valueOf(defaultValue)));
	}

	private String option(String name, String defaultValue) {
		return this.options.getOrDefault(name, defaultValue);
	}

	private static PeerProcesses processes() {
		return new PeerProcesses(System.getProperty("java.class.path"));
	}

}
