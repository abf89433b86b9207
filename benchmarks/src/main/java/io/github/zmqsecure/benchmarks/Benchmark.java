// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

/**
 * What a name on the command line stands for.
 */
@FunctionalInterface
interface Benchmark {

	/**
	 * Run.
	 * @param processes starts the processes
	 * @param options the options of the command line
	 * @param report where the tables go
	 * @throws Exception if it fails
	 */
	void run(PeerProcesses processes, Options options, Report report) throws Exception;

}
