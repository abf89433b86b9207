// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

import io.github.zmqsecure.socket.OpenSocket;
import org.jspecify.annotations.Nullable;

/**
 * The event loop that a socket has at the moment, if it has one. Thread-safe.
 */
class EventLoopReference {

	private volatile @Nullable SocketEventLoop loop;

	@Nullable SocketEventLoop get() {
		return this.loop;
	}

	void set(SocketEventLoop loop) {
		this.loop = loop;
	}

	boolean isAlive() {
		SocketEventLoop loop = this.loop;
		return loop != null && loop.isAlive();
	}

	/**
	 * Run a task on the thread of the loop, soon. Nothing happens without a loop.
	 */
	void execute(Consumer<OpenSocket> task) {
		SocketEventLoop loop = this.loop;
		if (loop != null) {
			loop.execute(task);
		}
	}

	/**
	 * Ask what only the thread of the loop can tell.
	 * @param otherwise the answer if it is too busy
	 */
	<T> T ask(Function<OpenSocket, T> question, Duration timeout, T otherwise) {
		CompletableFuture<T> answer = new CompletableFuture<>();
		execute((open) -> answer.complete(question.apply(open)));
		try {
			return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException | ExecutionException ex) {
			return otherwise;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return otherwise;
		}
	}

	/**
	 * Wait until the thread of the loop has done what it was doing.
	 * @return whether it is certain that it has
	 */
	boolean awaitTurn(Duration timeout) {
		return !isAlive() || isCurrentThread() || ask((open) -> true, timeout, false) || !isAlive();
	}

	void wake() {
		SocketEventLoop loop = this.loop;
		if (loop != null) {
			loop.wake();
		}
	}

	/**
	 * Tell whoever owns the socket now that a message was added to the queue.
	 */
	void messageAdded() {
		SocketEventLoop loop = this.loop;
		if (loop != null) {
			loop.messageAdded();
		}
	}

	/**
	 * Return whether the caller is the thread of the loop.
	 */
	boolean isCurrentThread() {
		SocketEventLoop loop = this.loop;
		return loop != null && loop.isCurrentThread();
	}

	/**
	 * Wait until the loop has left its socket.
	 * @param deadline how long to wait, as a value of {@link System#nanoTime()}
	 * @return whether it has
	 */
	boolean awaitLeft(long deadline) {
		SocketEventLoop loop = this.loop;
		return loop == null || loop.awaitLeft(deadline);
	}

	/**
	 * Return how many messages were read that nobody has taken. For the thread of the
	 * loop only.
	 */
	int readAhead() {
		SocketEventLoop loop = this.loop;
		return (loop != null) ? loop.readAhead() : 0;
	}

	/**
	 * Take note that a name came to stand for something else.
	 */
	void resolved() {
		SocketEventLoop loop = this.loop;
		if (loop != null) {
			loop.resolved();
		}
	}

	/**
	 * Return the connections with servers.
	 * @return the connections, {@code null} unless the socket is open
	 */
	@Nullable ServerConnections getServers() {
		SocketEventLoop loop = this.loop;
		return (loop != null) ? loop.getServers() : null;
	}

}
