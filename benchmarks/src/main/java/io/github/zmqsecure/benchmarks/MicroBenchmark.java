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

import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * The cryptography alone, by JMH, which prints a table of its own.
 */
class MicroBenchmark implements Benchmark {

	@Override
	public void run(PeerProcesses processes, Options options, Report report) throws RunnerException {
		ChainedOptionsBuilder builder = new OptionsBuilder().include(options.get("include", "Benchmark"))
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

}
