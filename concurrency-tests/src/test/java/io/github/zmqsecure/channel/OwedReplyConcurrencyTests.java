// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

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
