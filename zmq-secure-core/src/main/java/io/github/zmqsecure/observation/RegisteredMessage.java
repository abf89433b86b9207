// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.observation;

import java.util.Map;

import io.micrometer.observation.Observation;

/**
 * A message whose observation is in a registry.
 *
 * @param observation the observation
 * @param headers what shall travel
 */
record RegisteredMessage(Observation observation, Map<String, String> headers) implements ObservedMessage {

	@Override
	public Scope openScope() {
		return this.observation.openScope()::close;
	}

	@Override
	public void error(Throwable error) {
		this.observation.error(error);
	}

	@Override
	public void stop() {
		this.observation.stop();
	}

}
