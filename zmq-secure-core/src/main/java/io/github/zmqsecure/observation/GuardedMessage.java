// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.observation;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

import io.github.zmqsecure.RateLimitedLog;
import org.apache.commons.logging.LogFactory;

/**
 * An observation whose failures cost no message: conventions and handlers of observations
 * are the application's.
 *
 * @param message the observation
 */
record GuardedMessage(ObservedMessage message) implements ObservedMessage {

	private static final RateLimitedLog log = new RateLimitedLog(LogFactory.getLog(GuardedMessage.class),
			Duration.ofSeconds(1));

	static ObservedMessage start(Supplier<ObservedMessage> start) {
		try {
			ObservedMessage message = start.get();
			return (message != ObservedMessage.NONE) ? new GuardedMessage(message) : message;
		}
		catch (Throwable ex) {
			failed(ex);
			return ObservedMessage.NONE;
		}
	}

	private static void failed(Throwable failure) {
		log.error("An observation failed; what it observes goes on", failure);
	}

	private static void guarded(Runnable action) {
		try {
			action.run();
		}
		catch (Throwable ex) {
			failed(ex);
		}
	}

	@Override
	public Map<String, String> headers() {
		try {
			return this.message.headers();
		}
		catch (Throwable ex) {
			failed(ex);
			return Map.of();
		}
	}

	@Override
	public Scope openScope() {
		try {
			Scope scope = this.message.openScope();
			return (scope != Scope.NONE) ? () -> guarded(scope::close) : scope;
		}
		catch (Throwable ex) {
			failed(ex);
			return Scope.NONE;
		}
	}

	@Override
	public void error(Throwable error) {
		guarded(() -> this.message.error(error));
	}

	@Override
	public void stop() {
		guarded(this.message::stop);
	}

}
