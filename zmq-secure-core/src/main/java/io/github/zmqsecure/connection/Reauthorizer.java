// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.github.zmqsecure.RateLimitedLog;
import io.github.zmqsecure.auth.AuthenticatedPeer;
import io.github.zmqsecure.auth.ClientAccess;
import io.github.zmqsecure.auth.ClientCredentials;
import io.github.zmqsecure.thread.GuardedThread;
import io.github.zmqsecure.thread.GuardedThreads;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Asks anew, after a change or when a key ends, whether the clients that are in may stay,
 * and cuts those that may not. A handshake that was under way during the change is looked
 * at again once it has ended. What was revoked is cut without asking the authorizer,
 * which may fail or be slow.
 */
class Reauthorizer {

	private static final Log logger = LogFactory.getLog(Reauthorizer.class);

	private static final Log revokedLog = LogFactory.getLog("zmq.security.revoked");

	private static final RateLimitedLog failureLog = new RateLimitedLog(logger, Duration.ofSeconds(10));

	private static final Duration UNDER_WAY = Duration.ofMillis(20);

	private static final Duration NO_ANSWER = Duration.ofSeconds(1);

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

	/** Clients that ask to be let in must not wait for those that are. */
	private static final int MAX_QUESTIONS = 16;

	private final RateLimitedLog revocationLog = new RateLimitedLog(revokedLog, Duration.ofSeconds(1));

	private final ClientAccess access;

	private final Collection<SocketConnections> sockets;

	/** For the thread only. */
	private final Map<Connection, Question> questions = new HashMap<>();

	/** Until when it was looked at which keys end. For the thread only. */
	private Instant lookedUntil = Instant.now();

	private volatile long changedAt = System.nanoTime();

	private final GuardedThread thread;

	Reauthorizer(ClientAccess access, Collection<SocketConnections> sockets, GuardedThreads threads) {
		this.access = access;
		this.sockets = sockets;
		this.thread = threads.create("zmq-secure-access-review", this::review);
	}

	/**
	 * Review all connections. To be called after the change took effect.
	 */
	void request() {
		this.access.forgetAnswers();
		this.changedAt = System.nanoTime();
		this.thread.wake();
	}

	void start() {
		this.thread.start();
	}

	void stop() {
		this.thread.stop();
	}

	private Duration review() {
		noteExpiries();
		Duration untilExpiry = untilNextExpiry();
		Duration rest = switch (review(this.changedAt)) {
			case DONE -> untilExpiry;
			case UNDER_WAY -> UNDER_WAY;
			case NO_ANSWER -> NO_ANSWER;
		};
		return (rest.compareTo(untilExpiry) < 0) ? rest : untilExpiry;
	}

	/**
	 * Each key that ends is a change, whatever is under way then.
	 */
	private void noteExpiries() {
		Instant now = Instant.now();
		Instant expiry = this.access.findNextExpiry(this.lookedUntil);
		if (expiry != null && !now.isBefore(expiry)) {
			this.changedAt = System.nanoTime();
		}
		this.lookedUntil = now;
	}

	/**
	 * Until then at most, as the clock may be set meanwhile.
	 */
	private Duration untilNextExpiry() {
		Instant expiry = this.access.findNextExpiry(this.lookedUntil);
		if (expiry == null) {
			return GuardedThread.UNTIL_WOKEN;
		}
		Duration rest = Duration.between(this.lookedUntil, expiry).plusMillis(1);
		return (rest.compareTo(LONGEST_WAIT) < 0) ? rest : LONGEST_WAIT;
	}

	private Outcome review(long changedAt) {
		this.questions.keySet().removeIf((connection) -> !connection.isReady());
		Outcome outcome = Outcome.DONE;
		for (SocketConnections connections : this.sockets) {
			for (Connection connection : connections.getClients()) {
				Outcome each = connection.isReviewedSince(changedAt) ? Outcome.DONE : review(connections, connection);
				outcome = (each.compareTo(outcome) > 0) ? each : outcome;
			}
			this.thread.beat();
		}
		return outcome;
	}

	private Outcome review(SocketConnections connections, Connection connection) {
		if (connection.isPending()) {
			return Outcome.UNDER_WAY;
		}
		AuthenticatedPeer peer = connection.getPeer();
		if (peer == null || !connection.isReady()) {
			return Outcome.DONE;
		}
		if (this.access.isShutOut(connections.getName(), peer)) {
			revoke(connections, connection);
			return Outcome.DONE;
		}
		Question question = this.questions.get(connection);
		if (question == null && this.questions.values().stream().filter(Question::isRecent).count() < MAX_QUESTIONS) {
			question = ask(connections, peer);
			this.questions.put(connection, question);
		}
		return (question != null) ? evaluate(connections, connection, peer, question) : Outcome.UNDER_WAY;
	}

	private Question ask(SocketConnections connections, AuthenticatedPeer peer) {
		long now = System.nanoTime();
		return new Question(now,
				this.access.ask(new ClientCredentials(connections.getName(), peer.publicKey(), peer.address()))
					.whenComplete((name, failure) -> this.thread.wake()));
	}

	private Outcome evaluate(SocketConnections connections, Connection connection, AuthenticatedPeer peer,
			Question question) {
		if (!question.answer.isDone()) {
			return question.isRecent() ? Outcome.UNDER_WAY : Outcome.NO_ANSWER;
		}
		if (question.answer.isCompletedExceptionally() && question.isRecent()) {
			return Outcome.NO_ANSWER;
		}
		this.questions.remove(connection);
		try {
			if (!question.answer.join().equals(Optional.of(peer.name()))) {
				revoke(connections, connection);
			}
			connection.reviewed(question.askedAt);
			return connection.isReviewedSince(this.changedAt) ? Outcome.DONE : Outcome.UNDER_WAY;
		}
		catch (CompletionException ex) {
			failureLog.error(
					"The client authorizer failed, so peer '" + peer.name() + "' stays connected to socket '"
							+ connections.getName() + "' until it answers; it is asked again every second",
					ex.getCause());
			return Outcome.UNDER_WAY;
		}
	}

	/**
	 * Close a connection at once.
	 */
	void revoke(SocketConnections connections, Connection connection) {
		connections.revoke(connection);
		AuthenticatedPeer peer = connection.getPeer();
		if (peer != null) {
			this.revocationLog.warn("Socket '" + connections.getName() + "' closes its connection with "
					+ connection.getRemoteAddress() + ": peer '" + peer.name() + "', key "
					+ peer.publicKey().fingerprint() + ", is not allowed any more");
		}
	}

	/**
	 * A question about a client that is in.
	 *
	 * @param askedAt when it was asked
	 * @param answer the answer
	 */
	private record Question(long askedAt, CompletableFuture<Optional<String>> answer) {

		boolean isRecent() {
			return System.nanoTime() - this.askedAt < NO_ANSWER.toNanos();
		}

	}

	/**
	 * The later the more urgently it must be looked at again.
	 */
	private enum Outcome {

		DONE, NO_ANSWER, UNDER_WAY

	}

}
