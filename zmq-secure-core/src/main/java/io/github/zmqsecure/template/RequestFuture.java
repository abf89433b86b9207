// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.template;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.observation.ObservedMessage;
import org.jspecify.annotations.Nullable;

/**
 * The converted reply to come. The request is pending until this future is complete,
 * whoever completes it, so its timeout holds although the executor for replies is stuck.
 */
class RequestFuture extends CompletableFuture<Object> implements ReplyHandler {

	private final Function<ZmqMessage, Object> reader;

	private final ObservedMessage observation;

	private final Executor replies;

	private final Executor failures;

	private final AtomicBoolean ended = new AtomicBoolean();

	private volatile Runnable end = () -> {
	};

	/**
	 * Create a future.
	 * @param reader converts the reply
	 * @param observation the observation of the request, which throws nothing
	 * @param replies runs what follows on a reply
	 * @param failures runs what follows on a failure
	 */
	RequestFuture(Function<ZmqMessage, Object> reader, ObservedMessage observation, Executor replies,
			Executor failures) {
		this.reader = reader;
		this.observation = observation;
		this.replies = replies;
		this.failures = failures;
	}

	/**
	 * Set what is done when the future is complete, before the request is sent.
	 */
	void onEnd(Runnable end) {
		this.end = end;
	}

	@Override
	public void replied(ZmqMessage reply) {
		try {
			this.replies.execute(() -> read(reply));
		}
		catch (Throwable ex) {
			failed(new ZmqSecureException("'zmqReplyExecutor' does not take a reply. Was it shut down?", ex));
		}
	}

	@Override
	public void failed(RuntimeException failure) {
		this.failures.execute(() -> completeExceptionally(failure));
	}

	private void read(ZmqMessage reply) {
		if (isDone()) {
			return;
		}
		Object value;
		try {
			value = this.reader.apply(reply);
		}
		catch (Throwable ex) {
			completeExceptionally(ex);
			return;
		}
		complete(value);
	}

	@Override
	public boolean complete(Object value) {
		end(null);
		return super.complete(value);
	}

	@Override
	public boolean completeExceptionally(Throwable failure) {
		end(failure);
		return super.completeExceptionally(failure);
	}

	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		end(new CancellationException("The request was cancelled"));
		return super.cancel(mayInterruptIfRunning);
	}

	private void end(@Nullable Throwable failure) {
		if (!this.ended.compareAndSet(false, true)) {
			return;
		}
		this.end.run();
		if (failure != null) {
			this.observation.error(failure);
		}
		this.observation.stop();
	}

}
