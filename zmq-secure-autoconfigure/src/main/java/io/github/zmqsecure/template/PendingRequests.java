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

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.SocketClosedException;
import io.github.zmqsecure.channel.ZmqMessage;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one DEALER socket that wait for their replies, by the id that their
 * envelopes bear. Thread-safe.
 */
class PendingRequests {

	/** Ids of one instance agree in the bits above these, and in nothing else. */
	private static final int COUNTER_BITS = 40;

	private final TemplateSocket socket;

	private final ScheduledExecutorService timer;

	private final int max;

	private final Semaphore free;

	private final long instance = new SecureRandom().nextLong() & (-1L << COUNTER_BITS);

	private final AtomicLong counter = new AtomicLong();

	private final Map<Long, Reply> pending = new ConcurrentHashMap<>();

	private volatile boolean closed;

	PendingRequests(TemplateSocket socket, ScheduledExecutorService timer, int max) {
		this.socket = socket;
		this.timer = timer;
		this.max = max;
		this.free = new Semaphore(max);
	}

	int size() {
		return this.max - this.free.availablePermits();
	}

	void open() {
		this.closed = false;
	}

	/**
	 * Send a request.
	 * @param layout makes the message from the id of the request
	 * @param timeout how long to wait for the reply
	 * @return the reply to come
	 */
	CompletableFuture<ZmqMessage> ask(Function<byte[], ZmqMessage> layout, Duration timeout) {
		if (!this.free.tryAcquire()) {
			throw new TooManyRequestsException(this.socket.getName(), this.max);
		}
		long id = this.instance | (this.counter.incrementAndGet() & ~(-1L << COUNTER_BITS));
		Reply pending = new Reply(id);
		this.pending.put(id, pending);
		try {
			if (this.closed) {
				throw new SocketClosedException(this.socket.getName());
			}
			pending.timeout = this.timer.schedule(() -> fail(id, this.socket.reasonOfSilence(timeout)),
					timeout.toNanos(), TimeUnit.NANOSECONDS);
			byte[] frame = ByteBuffer.allocate(Long.BYTES).putLong(id).array();
			if (!this.socket.send(layout.apply(frame))) {
				throw this.socket.queueFull();
			}
		}
		catch (RuntimeException ex) {
			forget(id);
			throw ex;
		}
		return pending;
	}

	/**
	 * Take a reply. Called on the owner thread of the socket.
	 * @return whether the message is the reply to a request of ours
	 */
	boolean take(ZmqMessage message) {
		if (message.frames().size() < 3 || message.frame(0).length != Long.BYTES || message.frame(1).length != 0) {
			return false;
		}
		long id = ByteBuffer.wrap(message.frame(0)).getLong();
		if ((id & (-1L << COUNTER_BITS)) != this.instance) {
			return false;
		}
		Reply pending = remove(id);
		if (pending == null || !pending.complete(message)) {
			this.socket.count(DropReason.LATE_REPLY);
		}
		return true;
	}

	/**
	 * Fail all requests that wait, since the socket is about to close.
	 */
	void close() {
		this.closed = true;
		this.pending.keySet().forEach((id) -> fail(id, new SocketClosedException(this.socket.getName())));
	}

	private void fail(long id, ZmqSecureException reason) {
		Reply pending = remove(id);
		if (pending != null) {
			pending.completeExceptionally(reason);
		}
	}

	private boolean forget(long id) {
		return remove(id) != null;
	}

	private @Nullable Reply remove(long id) {
		Reply pending = this.pending.remove(id);
		if (pending != null) {
			this.free.release();
			Future<?> timeout = pending.timeout;
			if (timeout != null) {
				timeout.cancel(false);
			}
		}
		return pending;
	}

	/**
	 * A reply to come, which stops waiting when it is cancelled.
	 */
	private final class Reply extends CompletableFuture<ZmqMessage> {

		private final long id;

		private volatile @Nullable Future<?> timeout;

		Reply(long id) {
			this.id = id;
		}

		@Override
		public boolean cancel(boolean mayInterruptIfRunning) {
			forget(this.id);
			return super.cancel(mayInterruptIfRunning);
		}

	}

}
