// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.auth;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;

import io.github.zmqsecure.Printable;
import org.jspecify.annotations.Nullable;

/**
 * Asks a {@link ClientAuthorizer} that may be slow: many questions at a time, equal ones
 * once, and not again for a moment what it refused. Who was let in before goes first,
 * then the latest, whose handshake has the most time left. Thread-safe.
 */
class AuthorizerCalls {

	private static final int MAX_CALLS = 512;

	/** Of these calls, so many are kept for clients that were let in before. */
	private static final int KEPT_FOR_KNOWN = MAX_CALLS / 8;

	private static final int MAX_WAITING = 1024;

	private static final int MAX_REMEMBERED = 4096;

	private static final long REFUSED_NANOS = Duration.ofSeconds(1).toNanos();

	/** A handshake that has waited longer is over. */
	private static final long MOST_WAIT_NANOS = Duration.ofSeconds(10).toNanos();

	private static final long OVERDUE_NANOS = Duration.ofSeconds(30).toNanos();

	private final ReentrantLock lock = new ReentrantLock();

	private final Map<ClientCredentials, Call> questions = new HashMap<>();

	private final Deque<Call> waitingKnown = new ArrayDeque<>();

	private final Deque<Call> waiting = new ArrayDeque<>();

	private final Set<Call> running = new LinkedHashSet<>();

	private final Map<ClientCredentials, Long> refused = new BoundedMap();

	private final Map<ClientCredentials, Long> known = new BoundedMap();

	private final ClientAuthorizer authorizer;

	private final Executor executor;

	AuthorizerCalls(ClientAuthorizer authorizer, Executor executor) {
		this.authorizer = authorizer;
		this.executor = executor;
	}

	/**
	 * Ask about a client.
	 * @param client the client
	 * @return the name under which it is let in, empty if it is refused; fails as the
	 * authorizer does
	 */
	CompletableFuture<Optional<String>> ask(ClientCredentials client) {
		Call call;
		Call next;
		this.lock.lock();
		try {
			interruptOverdue();
			Long refusedAt = this.refused.get(client);
			if (refusedAt != null && System.nanoTime() - refusedAt < REFUSED_NANOS) {
				return CompletableFuture.completedFuture(Optional.empty());
			}
			Call same = this.questions.get(client);
			if (same != null) {
				return same.answer;
			}
			call = new Call(client);
			this.questions.put(client, call);
			(this.known.containsKey(client) ? this.waitingKnown : this.waiting).addFirst(call);
			next = next();
		}
		finally {
			this.lock.unlock();
		}
		start(next);
		dropOldest();
		return call.answer;
	}

	/**
	 * Rely on no answer any more that was given or asked for before.
	 */
	void forget() {
		this.lock.lock();
		try {
			this.questions.clear();
			this.refused.clear();
		}
		finally {
			this.lock.unlock();
		}
	}

	private @Nullable Call next() {
		Call next = null;
		if (this.running.size() < MAX_CALLS) {
			next = this.waitingKnown.pollFirst();
		}
		if (next == null && this.running.size() < MAX_CALLS - KEPT_FOR_KNOWN) {
			next = this.waiting.pollFirst();
		}
		if (next != null) {
			next.startedAt = System.nanoTime();
			this.running.add(next);
		}
		return next;
	}

	private void start(@Nullable Call call) {
		Call next = call;
		while (next != null) {
			Call started = next;
			try {
				this.executor.execute(() -> run(started));
				return;
			}
			catch (Throwable ex) {
				next = ended(started, null, ex);
			}
		}
	}

	private void run(Call call) {
		Call current = call;
		while (current != null) {
			current = runOne(current);
		}
	}

	private @Nullable Call runOne(Call call) {
		call.thread = Thread.currentThread();
		String name = null;
		Throwable failure = null;
		try {
			if (call.startedAt - call.askedAt > MOST_WAIT_NANOS) {
				throw tooSlow();
			}
			name = this.authorizer.authorize(call.client);
		}
		catch (Throwable ex) {
			failure = Printable.readable(ex);
		}
		return ended(call, name, failure);
	}

	private @Nullable Call ended(Call call, @Nullable String name, @Nullable Throwable failure) {
		Call next = null;
		this.lock.lock();
		try {
			call.thread = null;
			clearInterrupt();
			this.running.remove(call);
			next = next();
			if (this.questions.remove(call.client, call) && failure == null) {
				((name != null) ? this.known : this.refused).put(call.client, System.nanoTime());
			}
		}
		finally {
			this.lock.unlock();
		}
		if (failure == null) {
			call.answer.complete(Optional.ofNullable(name));
		}
		else {
			call.answer.completeExceptionally(failure);
		}
		return next;
	}

	/**
	 * The one that has waited longest is the one whose handshake is over first.
	 */
	private void dropOldest() {
		Call oldest;
		this.lock.lock();
		try {
			oldest = (this.waiting.size() + this.waitingKnown.size() > MAX_WAITING) ? pollOldest() : null;
			if (oldest != null) {
				this.questions.remove(oldest.client, oldest);
			}
		}
		finally {
			this.lock.unlock();
		}
		if (oldest != null) {
			oldest.answer.completeExceptionally(tooSlow());
		}
	}

	private @Nullable Call pollOldest() {
		Call oldest = this.waiting.pollLast();
		return (oldest != null) ? oldest : this.waitingKnown.pollLast();
	}

	private void interruptOverdue() {
		for (Call call : this.running) {
			if (System.nanoTime() - call.startedAt < OVERDUE_NANOS) {
				return;
			}
			Thread thread = call.thread;
			if (thread != null) {
				thread.interrupt();
			}
		}
	}

	private static RejectedExecutionException tooSlow() {
		return new RejectedExecutionException("The client authorizer is too slow for the clients that ask");
	}

	/**
	 * An interrupt was meant for the call that has ended.
	 */
	@SuppressWarnings("ResultOfMethodCallIgnored")
	private static void clearInterrupt() {
		Thread.interrupted();
	}

	private static final class Call {

		private final CompletableFuture<Optional<String>> answer = new CompletableFuture<>();

		private final ClientCredentials client;

		private final long askedAt = System.nanoTime();

		private volatile long startedAt;

		private volatile @Nullable Thread thread;

		private Call(ClientCredentials client) {
			this.client = client;
		}

	}

	/**
	 * Forgets the eldest.
	 */
	private static final class BoundedMap extends LinkedHashMap<ClientCredentials, Long> {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<ClientCredentials, Long> eldest) {
			return size() > MAX_REMEMBERED;
		}

	}

}
