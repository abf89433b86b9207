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

package io.github.zmqsecure.autoconfigure.health;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Configuration properties of the ZeroMQ health indicator. A mutable JavaBean, not
 * thread-safe.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("management.health.zmq")
public class ZmqHealthProperties {

	/**
	 * Time an outbound queue or a listener may stay full, without a message leaving it,
	 * before health turns DOWN.
	 */
	private Duration queueFullFor = Duration.ofSeconds(10);

	public Duration getQueueFullFor() {
		return this.queueFullFor;
	}

	public void setQueueFullFor(Duration queueFullFor) {
		this.queueFullFor = queueFullFor;
	}

}
