// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.support;

import java.io.IOException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.zmqsecure.endpoint.EndpointSource;

/**
 * A name service that knows one name and is as slow, as dead and as changeable as a test
 * wants it to be.
 */
public final class NameService implements EndpointSource {

	private final AtomicInteger questions = new AtomicInteger();

	private final CountDownLatch closed = new CountDownLatch(1);

	private volatile List<String> addresses = List.of();

	private volatile long millis;

	private volatile boolean dead;

	/**
	 * Let the name stand for addresses, or for none.
	 * @param addresses endpoints with addresses
	 * @return this name service
	 */
	public NameService answer(String... addresses) {
		this.addresses = List.of(addresses);
		this.dead = false;
		return this;
	}

	/**
	 * Answer after some time.
	 * @param millis how long an answer takes
	 * @return this name service
	 */
	public NameService slow(long millis) {
		this.millis = millis;
		return this;
	}

	/**
	 * Answer no more at all.
	 * @return this name service
	 */
	public NameService die() {
		this.dead = true;
		return this;
	}

	/**
	 * Return how often it was asked.
	 * @return the number of questions
	 */
	public int getQuestions() {
		return this.questions.get();
	}

	/**
	 * Let those go who wait for an answer.
	 */
	public void close() {
		this.closed.countDown();
	}

	@Override
	public List<String> resolve(String endpoint) throws IOException {
		this.questions.incrementAndGet();
		try {
			if (this.closed.await(this.dead ? 600_000 : this.millis, TimeUnit.MILLISECONDS)) {
				throw new UnknownHostException(endpoint);
			}
		}
		catch (InterruptedException ex) {
			throw new IOException(ex);
		}
		if (this.addresses.isEmpty()) {
			throw new UnknownHostException(endpoint);
		}
		return this.addresses;
	}

}
