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

package io.github.zmqsecure.template;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.observation.ObservedMessage;
import org.jspecify.annotations.Nullable;

/**
 * The converted reply to come. Whoever cancels it no longer waits for the raw one.
 */
class RequestFuture extends CompletableFuture<Object> {

	private final CompletableFuture<ZmqMessage> reply;

	private final Function<ZmqMessage, Object> reader;

	private final ObservedMessage observation;

	private @Nullable CompletableFuture<?> completion;

	RequestFuture(CompletableFuture<ZmqMessage> reply, Function<ZmqMessage, Object> reader,
			ObservedMessage observation) {
		this.reply = reply;
		this.reader = reader;
		this.observation = observation;
	}

	/**
	 * Complete on the executor once the raw reply is there, or here if it takes no tasks.
	 */
	RequestFuture completeOn(Executor executor) {
		this.completion = this.reply.whenCompleteAsync(this::complete, executor).exceptionally((failure) -> {
			completeExceptionally(failure);
			return null;
		});
		return this;
	}

	private void complete(@Nullable ZmqMessage message, @Nullable Throwable failure) {
		try {
			if (message != null) {
				Object value = this.reader.apply(message);
				this.observation.stop();
				complete(value);
			}
			else if (failure != null) {
				fail(failure);
			}
		}
		catch (RuntimeException ex) {
			fail(ex);
		}
	}

	private void fail(Throwable failure) {
		this.observation.error(failure);
		this.observation.stop();
		completeExceptionally(failure);
	}

	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		boolean cancelled = super.cancel(mayInterruptIfRunning);
		this.reply.cancel(mayInterruptIfRunning);
		CompletableFuture<?> completion = this.completion;
		if (completion != null) {
			completion.cancel(mayInterruptIfRunning);
		}
		return cancelled;
	}

}
