// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

import io.github.zmqsecure.Printable;
import io.github.zmqsecure.RateLimitedLog;
import io.github.zmqsecure.socket.SocketOption;
import io.github.zmqsecure.socket.SocketOptions;
import io.github.zmqsecure.socket.SocketSettings;
import io.github.zmqsecure.socket.SocketTraits;
import org.apache.commons.logging.LogFactory;
import org.zeromq.SocketType;

/**
 * Connects a socket anew to the endpoints that JeroMQ has given up, for as long as it
 * takes. For the thread that owns the socket only, but for {@link #getProblems()}.
 */
class Reconnector {

	private static final RateLimitedLog log = new RateLimitedLog(LogFactory.getLog(Reconnector.class),
			Duration.ofSeconds(10));

	private static final int MAX_DOUBLINGS = 20;

	private final Function<String, BooleanSupplier> disconnect;

	private final Consumer<String> connect;

	private final long firstPause;

	private final long longestPause;

	private final Map<String, Attempt> attempts = new LinkedHashMap<>();

	private final Map<String, String> problems = new ConcurrentHashMap<>();

	/**
	 * Create a reconnector.
	 * @param disconnect ends what was connected to an endpoint, and returns what tells
	 * when it has ended so far that the endpoint can be connected to
	 * @param connect connects to an endpoint
	 * @param firstPause how long to wait after the first attempt that failed
	 * @param longestPause how long to wait at most
	 */
	Reconnector(Function<String, BooleanSupplier> disconnect, Consumer<String> connect, Duration firstPause,
			Duration longestPause) {
		this.disconnect = disconnect;
		this.connect = connect;
		this.firstPause = firstPause.toNanos();
		this.longestPause = longestPause.toNanos();
	}

	/**
	 * Create the reconnector of a socket. A ROUTER takes the next connection of a peer
	 * for a second one of the same name, and a PAIR or CHANNEL for one too many, until
	 * the former has ended.
	 */
	static Reconnector of(SocketSettings settings, Function<String, BooleanSupplier> disconnect,
			Consumer<String> connect) {
		boolean exclusive = settings.type() == SocketType.ROUTER || SocketTraits.hasOnePeer(settings.type());
		SocketOptions options = settings.options();
		return new Reconnector((endpoint) -> {
			BooleanSupplier ended = disconnect.apply(endpoint);
			return (exclusive) ? ended : () -> true;
		}, connect, options.getRequired(SocketOption.RECONNECT_IVL, Duration.class),
				options.getRequired(SocketOption.RECONNECT_IVL_MAX, Duration.class));
	}

	/**
	 * Connect anew as soon as it is possible, by {@link #retry(BooleanSupplier)}.
	 */
	void reconnect(String endpoint) {
		BooleanSupplier ended = this.disconnect.apply(endpoint);
		Attempt former = this.attempts.get(endpoint);
		this.attempts.put(endpoint, new Attempt(ended, (former != null) ? former.failures() : 0, System.nanoTime()));
	}

	/**
	 * Connect to the endpoints whose turn it is.
	 * @param leaving tells whether the socket is to be closed, so that the rest is left
	 */
	void retry(BooleanSupplier leaving) {
		if (this.attempts.isEmpty()) {
			return;
		}
		long now = System.nanoTime();
		for (Map.Entry<String, Attempt> each : Map.copyOf(this.attempts).entrySet()) {
			if (leaving.getAsBoolean()) {
				return;
			}
			Attempt attempt = each.getValue();
			if (now - attempt.at() >= 0 && attempt.ended().getAsBoolean()) {
				connect(each.getKey(), attempt);
			}
		}
	}

	/**
	 * Connect to an endpoint no more.
	 */
	void forget(String endpoint) {
		this.attempts.remove(endpoint);
		this.problems.remove(endpoint);
	}

	/**
	 * Return whether there are endpoints that are not connected to.
	 */
	boolean isBusy() {
		return !this.attempts.isEmpty();
	}

	/**
	 * Return why endpoints can't be connected to. Thread-safe.
	 * @return what is wrong by endpoint
	 */
	Map<String, String> getProblems() {
		return Collections.unmodifiableMap(this.problems);
	}

	private void connect(String endpoint, Attempt attempt) {
		try {
			this.connect.accept(endpoint);
			this.attempts.remove(endpoint);
			this.problems.remove(endpoint);
		}
		catch (Throwable ex) {
			long pause = Math.min(this.longestPause, this.firstPause << Math.min(attempt.failures(), MAX_DOUBLINGS));
			this.attempts.put(endpoint,
					new Attempt(attempt.ended(), attempt.failures() + 1, System.nanoTime() + pause));
			this.problems.put(endpoint, String.valueOf(Printable.readable(ex).getMessage()));
			log.error("Could not connect to " + endpoint + " anew. It is tried again.", ex);
		}
	}

	/**
	 * An attempt at connecting that is still to be made.
	 *
	 * @param ended tells whether the former connection has ended
	 * @param failures how many attempts failed
	 * @param at when to make it
	 */
	private record Attempt(BooleanSupplier ended, int failures, long at) {
	}

}
