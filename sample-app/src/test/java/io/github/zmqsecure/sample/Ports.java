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

package io.github.zmqsecure.sample;

import java.util.List;

/**
 * Gives a sample ports that nobody listens on.
 */
final class Ports {

	private Ports() {
	}

	static int free() {
		return io.github.zmqsecure.support.Ports.free();
	}

	/**
	 * Return arguments that give a sample ports of its own, and have it send nothing by
	 * itself.
	 */
	static List<String> arguments() {
		return List.of("--zmq.sample.orders-endpoint=tcp://127.0.0.1:" + free(),
				"--zmq.sample.prices-endpoint=tcp://127.0.0.1:" + free(), "--zmq.sample.order-every=1h",
				"--zmq.sample.price-every=100ms");
	}

}
