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

package io.github.zmqsecure.channel;

import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * The reply that a REP socket owes: one to each request, before it takes the next. Two
 * requests are two even if they say the same. Thread-safe.
 */
@SuppressWarnings("ReferenceEquality")
class OwedReply {

	private final AtomicReference<@Nullable ZmqMessage> request = new AtomicReference<>();

	/**
	 * Note that a request was received.
	 */
	void owe(ZmqMessage request) {
		this.request.set(request);
	}

	boolean isOwed(ZmqMessage request) {
		return this.request.get() == request;
	}

	/**
	 * Take it on to reply.
	 * @param request the request to be replied to, {@code null} for whichever there is
	 * @return whether a reply was owed, which is the caller's now
	 */
	boolean take(@Nullable ZmqMessage request) {
		return (request != null) ? this.request.compareAndSet(request, null) : this.request.getAndSet(null) != null;
	}

	void forget() {
		this.request.set(null);
	}

}
