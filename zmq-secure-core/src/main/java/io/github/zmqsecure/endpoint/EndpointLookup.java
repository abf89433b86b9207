// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.endpoint;

import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

import io.github.zmqsecure.KeyRedaction;
import io.github.zmqsecure.Printable;
import io.github.zmqsecure.thread.DaemonThreads;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint with a name stands for, which is asked again and again: with back-off
 * until there is a connection, regularly while there is one, and when it is lost. What
 * was known stays known until another answer comes. Thread-safe.
 *
 * @since 0.1.0
 */
public final class EndpointLookup {

	/** How many lookups that don't return may be left behind. */
	private static final int MOST_PENDING = 3;

	private static final long FIRST_PAUSE = Duration.ofMillis(500).toNanos();

	/** So that the pause is two seconds at most. */
	private static final int MOST_DOUBLINGS = 2;

	private final EndpointResolver resolver;

	private final Endpoint endpoint;

	private volatile List<Endpoint> addresses = List.of();

	private volatile @Nullable String problem = "not asked about yet";

	private volatile @Nullable Runnable listener;

	private @Nullable String leftOut;

	private boolean settled;

	private boolean refreshing;

	private int pending;

	private int attempts;

	private long started;

	private long finished;

	private long askedAt;

	private long nextAt;

	EndpointLookup(EndpointResolver resolver, Endpoint endpoint) {
		this.resolver = resolver;
		this.endpoint = endpoint;
	}

	/**
	 * Ask from now on.
	 * @param listener notified when there was an answer, on a thread that it may hold up
	 */
	public void start(Runnable listener) {
		this.listener = listener;
		lost();
		this.resolver.add(this);
	}

	/**
	 * Ask no more. It may be started again.
	 */
	public void stop() {
		this.resolver.remove(this);
		this.listener = null;
	}

	private void lost() {
		synchronized (this) {
			this.settled = false;
			this.attempts = 0;
			this.nextAt = (this.started == 0) ? System.nanoTime() : this.askedAt + FIRST_PAUSE;
		}
		this.resolver.wake();
	}

	/**
	 * Ask at once, but for a short pause after the last question.
	 */
	synchronized void refresh() {
		if (this.started > 0) {
			this.refreshing = true;
			this.nextAt = Math.min(this.nextAt - this.askedAt, FIRST_PAUSE) + this.askedAt;
		}
	}

	/**
	 * Ask only regularly, since there is a connection.
	 */
	public synchronized void settled() {
		if (!this.settled) {
			this.settled = true;
			if (!this.refreshing) {
				this.nextAt = System.nanoTime() + this.resolver.refresh().toNanos();
			}
		}
	}

	/**
	 * Ask at once, and with back-off until {@link #settled()}, if there was a connection
	 * until now.
	 */
	public void unsettled() {
		boolean lost;
		synchronized (this) {
			lost = this.settled;
		}
		if (lost) {
			lost();
		}
	}

	/**
	 * Return the endpoint.
	 * @return the endpoint with a name
	 */
	public Endpoint getEndpoint() {
		return this.endpoint;
	}

	/**
	 * Return what the endpoint stands for.
	 * @return endpoints with addresses, empty if that is not known yet
	 */
	public List<Endpoint> getAddresses() {
		return this.addresses;
	}

	/**
	 * Return why the last question had no answer, or one without addresses.
	 * @return what is wrong, {@code null} if it had one
	 */
	public @Nullable String getProblem() {
		return this.problem;
	}

	/**
	 * Ask if it is time to.
	 * @return the time until it is to be looked at again, in nanoseconds
	 */
	long step() {
		long number;
		synchronized (this) {
			long now = System.nanoTime();
			long timeout = this.resolver.timeout().toNanos();
			boolean late = this.pending > 0 && now - this.askedAt >= timeout;
			if (late && this.started > this.finished) {
				this.problem = "no answer for " + Duration.ofNanos(now - this.askedAt).toSeconds() + " s";
			}
			if (this.pending > 0 && (!late || this.pending >= MOST_PENDING)) {
				return late ? timeout : this.askedAt + timeout - now;
			}
			if (now - this.nextAt < 0) {
				return this.nextAt - now;
			}
			number = ++this.started;
			this.pending++;
			this.refreshing = false;
			this.askedAt = now;
			this.nextAt = now + pause();
		}
		boolean asked = false;
		try {
			DaemonThreads.start("zmq-lookup", () -> ask(number));
			asked = true;
		}
		finally {
			if (!asked) {
				returned();
			}
		}
		return this.resolver.timeout().toNanos();
	}

	private long pause() {
		long refresh = this.resolver.refresh().toNanos();
		return this.settled ? refresh : Math.min(refresh, FIRST_PAUSE << Math.min(this.attempts++, MOST_DOUBLINGS));
	}

	private synchronized void returned() {
		this.pending--;
	}

	private void ask(long number) {
		try {
			answered(number, validated(this.resolver.source().resolve(this.endpoint.toString())));
		}
		catch (Throwable ex) {
			failed(number, ex);
		}
		finally {
			returned();
			this.resolver.wake();
		}
	}

	private void answered(long number, List<Endpoint> addresses) {
		Runnable listener;
		synchronized (this) {
			if (number < this.finished) {
				return;
			}
			this.finished = number;
			this.addresses = addresses;
			this.problem = (addresses.isEmpty()) ? "stands for no address at this moment" : null;
			listener = this.listener;
		}
		if (listener != null) {
			listener.run();
		}
	}

	private synchronized void failed(long number, Throwable failure) {
		if (number >= this.finished) {
			this.finished = number;
			String problem = describe(failure);
			this.problem = problem;
			this.resolver.log(this.endpoint, problem);
		}
	}

	private static String describe(Throwable failure) {
		return (failure instanceof UnknownHostException) ? "not found" : failure.getClass().getSimpleName() + ": "
				+ KeyRedaction.redact(String.valueOf(Printable.readable(failure).getMessage()));
	}

	private List<Endpoint> validated(List<String> answer) throws IOException {
		EndpointAnswer usable = EndpointAnswer.of(answer);
		Throwable problem = usable.problem();
		if (problem != null && usable.addresses().isEmpty()) {
			throw (problem instanceof IOException ex) ? ex : new IOException(describe(problem), problem);
		}
		leftOut(problem);
		return usable.addresses();
	}

	/**
	 * Say once what is wrong with entries that are left out.
	 */
	private synchronized void leftOut(@Nullable Throwable problem) {
		String former = this.leftOut;
		this.leftOut = (problem != null) ? describe(problem) : null;
		if (this.leftOut != null && !this.leftOut.equals(former)) {
			this.resolver.logLeftOut(this.endpoint, this.leftOut);
		}
	}

}
