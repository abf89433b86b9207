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
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs each benchmark for a moment, so that none of them rots.
 */
class BenchmarksSmokeTests {

	private final PeerProcesses processes = new PeerProcesses(
			System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));

	@Test
	void endToEnd() throws Exception {
		EndToEndBenchmark benchmark = new EndToEndBenchmark(this.processes, 50, 500);
		List<Map<Contestant, Sample>> results = benchmark.run(List.of(1024), 1, new PrintStream(System.out, true));
		assertThat(results).singleElement()
			.satisfies((samples) -> assertThat(samples).containsKeys(Contestant.JNACL, Contestant.BOUNCY_CASTLE)
				.allSatisfy((contestant, sample) -> assertThat(sample.median()).isPositive()));
	}

	@Test
	void model() throws Exception {
		ModelBenchmark benchmark = new ModelBenchmark(this.processes, 50, 500);
		List<Map<Model, Sample>> results = benchmark.run(Contestant.BOUNCY_CASTLE, List.of(1024), 1,
				new PrintStream(System.out, true));
		assertThat(results).singleElement()
			.satisfies((samples) -> assertThat(samples).containsOnlyKeys(Model.values())
				.allSatisfy((model, sample) -> assertThat(sample.median()).isPositive()));
	}

	@Test
	void handshakes() throws Exception {
		HandshakeBenchmark benchmark = new HandshakeBenchmark(this.processes, 20, 50, 500);
		assertThat(benchmark.run(Contestant.BOUNCY_CASTLE, System.out)).isPositive();
	}

	@Test
	void micro() throws Exception {
		Options options = new OptionsBuilder().include("X25519Benchmark.multiply|SecretBoxBenchmark.seal")
			.param("contestant", "jnacl", "bouncy-castle")
			.param("size", "1024")
			.forks(0)
			.warmupIterations(0)
			.measurementIterations(1)
			.measurementTime(TimeValue.milliseconds(50))
			.build();
		assertThat(new Runner(options).run()).hasSize(4)
			.extracting(RunResult::getPrimaryResult)
			.allSatisfy((result) -> assertThat(result.getScore()).isPositive());
	}

}
