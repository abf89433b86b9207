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

package io.github.zmqsecure.jeromq;

import io.github.zmqsecure.auth.ZapVerdict;
import org.jspecify.annotations.Nullable;

/**
 * Is told on the I/O thread when a peer that is authenticated sends a message that is too
 * large, whose connection ends by that.
 */
@FunctionalInterface
public interface MessageLimitListener {

	/**
	 * A message is too large.
	 * @param verdict who sends it, {@code null} for a server that we connected to
	 * @param limit the name of the socket option that it exceeds
	 */
	void limitExceeded(@Nullable ZapVerdict verdict, String limit);

}
