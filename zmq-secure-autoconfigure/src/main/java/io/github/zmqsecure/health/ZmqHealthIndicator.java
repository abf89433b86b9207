// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.zmqsecure.auth.ZapSupervisor;
import io.github.zmqsecure.channel.ManagedSockets;
import io.github.zmqsecure.curve.CurveCrypto;
import io.github.zmqsecure.curve.CurveKeys;
import io.github.zmqsecure.curve.KeyExpiry;
import io.github.zmqsecure.socket.HardenedContext;
import io.github.zmqsecure.thread.GuardedThreads;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * {@link HealthIndicator} for what all sockets share. It is down when nobody
 * authenticates clients, when an I/O thread is dead, or when a thread that the sockets
 * depend on is missing, failing or stuck.
 *
 * @since 0.1.0
 */
public class ZmqHealthIndicator extends AbstractHealthIndicator {

	private final ManagedSockets sockets;

	private final ZapSupervisor authentication;

	private final HardenedContext context;

	private final GuardedThreads threads;

	private final CurveCrypto crypto;

	private final CurveKeys keys;

	private final Duration keyExpiryWarning;

	/**
	 * Create a health indicator.
	 * @param sockets the sockets
	 * @param authentication keeps the ZAP handler answering
	 * @param context the context of the sockets
	 * @param threads the guarded threads
	 * @param crypto the cryptography in use
	 * @param keys the keys, which know what is wrong with their files
	 * @param keyExpiryWarning how soon a key must end to be shown
	 */
	public ZmqHealthIndicator(ManagedSockets sockets, ZapSupervisor authentication, HardenedContext context,
			GuardedThreads threads, CurveCrypto crypto, CurveKeys keys, Duration keyExpiryWarning) {
		super("ZeroMQ health check failed");
		this.sockets = sockets;
		this.authentication = authentication;
		this.context = context;
		this.threads = threads;
		this.crypto = crypto;
		this.keys = keys;
		this.keyExpiryWarning = keyExpiryWarning;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		List<String> problems = problems();
		builder.status((problems.isEmpty()) ? Status.UP : Status.DOWN);
		if (!problems.isEmpty()) {
			builder.withDetail("problems", problems);
		}
		builder.withDetail("zapHandler", this.authentication.isAnswering() ? "answering" : "not answering");
		builder.withDetail("guards", this.threads.getStates());
		builder.withDetail("memory", Map.of("held", this.sockets.getMemory().getHeld(), "max",
				this.sockets.getMemory().getLimits().total()));
		builder.withDetail("crypto", this.crypto.getDescription());
		if (!this.keys.getProblems().isEmpty()) {
			builder.withDetail("keyProblems", this.keys.getProblems());
		}
		List<String> expiries = KeyExpiry.warnings(this.keys, this.keyExpiryWarning);
		if (!expiries.isEmpty()) {
			builder.withDetail("keyExpiry", expiries);
		}
	}

	private List<String> problems() {
		List<String> problems = new ArrayList<>();
		if (!this.authentication.isAnswering()) {
			problems.add("The ZAP handler does not answer, so no client is let in");
		}
		String problem = this.sockets.getProblem();
		if (problem != null) {
			problems.add(problem);
		}
		else if (!this.context.isAlive()) {
			problems.add("An I/O thread is dead");
		}
		this.threads.getProblems().forEach((name, state) -> problems.add("Thread '" + name + "' is " + state));
		return problems;
	}

}
