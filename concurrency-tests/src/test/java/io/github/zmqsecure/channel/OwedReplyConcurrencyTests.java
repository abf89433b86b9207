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

package io.github.zmqsecure.channel;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Checks that {@link OwedReply} gives each request's reply to one of those who would give
 * it, in every interleaving.
 */
@Tag("long")
class OwedReplyConcurrencyTests {

	@Test
	void everyInterleavingIsOneAfterTheOther() {
		new ModelCheckingOptions().iterations(5)
			.invocationsPerIteration(200)
			.threads(3)
			.actorsPerThread(2)
			.check(Calls.class);
	}

	/**
	 * What the threads call, at once or one after the other.
	 */
	@Param(name = "request", gen = IntGen.class, conf = "0:1")
	public static class Calls {

		private final ZmqMessage[] requests = { ZmqMessage.of("same"), ZmqMessage.of("same") };

		private final OwedReply owed = new OwedReply(() -> {
		});

		@Operation(nonParallelGroup = "owner")
		public void receive(@Param(name = "request") int request) {
			this.owed.owe(this.requests[request]);
		}

		@Operation
		public boolean reply(@Param(name = "request") int request) {
			return this.owed.take(this.requests[request]) != null;
		}

		@Operation
		public boolean send() {
			return this.owed.take(null) != null;
		}

	}

}
