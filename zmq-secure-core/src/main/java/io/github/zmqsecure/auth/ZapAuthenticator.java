// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.auth;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.github.zmqsecure.RateLimitedLog;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Answers ZAP requests by asking for {@link ClientAccess}; whatever goes wrong is a
 * refusal.
 *
 * @since 0.1.0
 */
public class ZapAuthenticator {

	private static final Log logger = LogFactory.getLog(ZapAuthenticator.class);

	private static final RateLimitedLog failureLog = new RateLimitedLog(logger, Duration.ofSeconds(1));

	private final ClientAccess access;

	private final VerdictProperty property;

	private final AtomicLong sequence = new AtomicLong();

	/**
	 * Create an authenticator.
	 * @param access decides on each client
	 * @param property carries the verdict to the receiver
	 */
	public ZapAuthenticator(ClientAccess access, VerdictProperty property) {
		Assert.notNull(access, "'access' must not be null");
		Assert.notNull(property, "'property' must not be null");
		this.access = access;
		this.property = property;
	}

	/**
	 * Answer a request, at once or on another thread later.
	 */
	@SuppressWarnings("FutureReturnValueIgnored")
	void authenticate(ZapRequest request, Consumer<ZapReply> reply) {
		ClientCredentials credentials = request.credentials();
		if (credentials == null) {
			reply.accept(ZapReply.denied(this.property, null));
			return;
		}
		this.access.ask(credentials)
			.exceptionally((failure) -> refuse(credentials, failure))
			.thenAccept((name) -> reply.accept(replyTo(credentials, name.orElse(null))));
	}

	private ZapReply replyTo(ClientCredentials credentials, @Nullable String name) {
		ZapVerdict verdict = new ZapVerdict(this.sequence.incrementAndGet(), credentials, name);
		return (name != null) ? ZapReply.accepted(this.property, verdict) : ZapReply.denied(this.property, verdict);
	}

	private Optional<String> refuse(ClientCredentials credentials, Throwable failure) {
		failureLog.error(
				"The client authorizer failed, so client " + credentials.publicKey().fingerprint() + " from "
						+ credentials.address() + " is refused by socket '" + credentials.socket() + "'",
				(failure instanceof CompletionException) ? failure.getCause() : failure);
		return Optional.empty();
	}

}
