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
