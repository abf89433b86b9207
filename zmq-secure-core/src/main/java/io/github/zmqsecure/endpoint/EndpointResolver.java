// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.endpoint;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.zmqsecure.RateLimitedLog;
import io.github.zmqsecure.thread.GuardedThread;
import io.github.zmqsecure.thread.GuardedThreads;
import io.github.zmqsecure.thread.Waiting;
import org.apache.commons.logging.LogFactory;

/**
 * Has an {@link EndpointSource} asked what endpoints with names stand for, on threads
 * that nobody waits for. Thread-safe.
 *
 * @since 0.1.0
 */
public final class EndpointResolver {

	private static final RateLimitedLog log = new RateLimitedLog(LogFactory.getLog(EndpointResolver.class),
			Duration.ofSeconds(10));

	private final List<EndpointLookup> lookups = new CopyOnWriteArrayList<>();

	private final EndpointSource source;

	private final Duration refresh;

	private final Duration timeout;

	private final GuardedThread thread;

	/**
	 * Create a resolver.
	 * @param source knows what endpoints stand for
	 * @param refresh how often it is asked while there is a connection
	 * @param timeout after which time an answer counts as missing; one that comes later
	 * is taken all the same
	 * @param threads the guarded threads
	 */
	public EndpointResolver(EndpointSource source, Duration refresh, Duration timeout, GuardedThreads threads) {
		this.source = source;
		this.refresh = refresh;
		this.timeout = timeout;
		this.thread = threads.create("zmq-resolver", this::step);
	}

	/**
	 * Create a lookup that is not started.
	 * @param endpoint an endpoint with a name
	 * @return the lookup
	 */
	public EndpointLookup lookup(Endpoint endpoint) {
		return new EndpointLookup(this, endpoint);
	}

	/**
	 * Return what an endpoint stands for, and wait for that.
	 * @param endpoint an endpoint with a name
	 * @return endpoints with addresses
	 * @throws UnresolvableEndpointException if there is no answer in time, or it stands
	 * for nothing
	 */
	public List<Endpoint> resolve(Endpoint endpoint) {
		EndpointLookup lookup = lookup(endpoint);
		CompletableFuture<Boolean> answered = new CompletableFuture<>();
		lookup.start(() -> answered.complete(true));
		try {
			if (!Waiting.untilDone(answered, this.timeout) || lookup.getAddresses().isEmpty()) {
				throw new UnresolvableEndpointException(endpoint.text(),
						"The host of '" + endpoint.text() + "' cannot be resolved to an address (" + lookup.getProblem()
								+ "); correct it, or mend the name service of this machine");
			}
			return lookup.getAddresses();
		}
		finally {
			lookup.stop();
		}
	}

	/**
	 * Ask at once what stands for something else by now, as a registry may say. Each
	 * endpoint is asked about twice a second at most.
	 * @param transport whose endpoints are asked about
	 */
	public void refresh(Transport transport) {
		this.lookups.stream()
			.filter((lookup) -> lookup.getEndpoint().transport() == transport)
			.forEach(EndpointLookup::refresh);
		wake();
	}

	void add(EndpointLookup lookup) {
		this.lookups.add(lookup);
		this.thread.start();
		wake();
	}

	void remove(EndpointLookup lookup) {
		this.lookups.remove(lookup);
		if (this.lookups.isEmpty()) {
			this.thread.stop();
			if (!this.lookups.isEmpty()) {
				this.thread.start();
			}
		}
	}

	void wake() {
		this.thread.wake();
	}

	EndpointSource source() {
		return this.source;
	}

	Duration refresh() {
		return this.refresh;
	}

	Duration timeout() {
		return this.timeout;
	}

	void log(Endpoint endpoint, String problem) {
		log.warn("It is not known what " + endpoint + " stands for; that is asked again: " + problem);
	}

	void logLeftOut(Endpoint endpoint, String problem) {
		log.warn("A part of what " + endpoint + " stands for can't be used and is left out: " + problem);
	}

	private Duration step() {
		long rest = GuardedThread.UNTIL_WOKEN.toNanos();
		for (EndpointLookup lookup : this.lookups) {
			rest = Math.min(rest, lookup.step());
		}
		return Duration.ofNanos(Math.max(rest, 1_000_000));
	}

}
