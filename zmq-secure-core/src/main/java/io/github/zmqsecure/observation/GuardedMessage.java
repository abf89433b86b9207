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
