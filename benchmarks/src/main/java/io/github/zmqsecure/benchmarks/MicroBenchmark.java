// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

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
