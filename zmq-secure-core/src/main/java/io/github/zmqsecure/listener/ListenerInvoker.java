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

package io.github.zmqsecure.listener;

import java.util.concurrent.CompletionStage;

import io.github.zmqsecure.channel.ZmqMessage;
import org.jspecify.annotations.Nullable;

/**
 * Calls what handles the messages of a listener.
 */
interface ListenerInvoker {

	/**
	 * Call the handler.
	 * @return what it returns
	 * @throws Throwable whatever it throws
	 */
	@Nullable Object invoke(InFlightMessage message) throws Throwable;

	/**
	 * Return what completes with the result.
	 * @param result what the handler returned
	 * @return the stage, {@code null} if the result is there
	 */
	@Nullable CompletionStage<?> later(InFlightMessage message, @Nullable Object result);

	/**
	 * Lay out the answer.
	 * @param result the result
	 * @return the answer, {@code null} for none
	 */
	@Nullable ZmqMessage answer(InFlightMessage message, @Nullable Object result);

}
