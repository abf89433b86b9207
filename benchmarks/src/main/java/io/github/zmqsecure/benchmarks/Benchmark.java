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
