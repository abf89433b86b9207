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
