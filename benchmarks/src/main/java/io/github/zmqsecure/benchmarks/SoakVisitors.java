// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Those who shake hands with the server of a soak and leave.
 */
final class SoakVisitors {

	private final List<CompletableFuture<Double>> loads = new ArrayList<>();

	void add(CurveHandshakeClient client, String endpoint, int rate, long millis) {
		this.loads.add(new HandshakeLoad(client, endpoint).start(rate, millis));
	}

	void await() {
		this.loads.forEach(CompletableFuture::join);
	}

}
