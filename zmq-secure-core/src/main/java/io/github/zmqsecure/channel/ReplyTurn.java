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

/**
 * The turn of one request at a REP socket, which ends with the reply. Thread-safe.
 */
class ReplyTurn {

	private final ZmqMessage request;

	private final Runnable owner;

	private volatile boolean declined;

	/**
	 * Begin the turn of a request.
	 * @param request the request
	 * @param owner wakes the owner of the socket
	 */
	ReplyTurn(ZmqMessage request, Runnable owner) {
		this.request = request;
		this.owner = owner;
	}

	ZmqMessage request() {
		return this.request;
	}

	/**
	 * Have the owner end the turn with an empty frame, since there will be no other
	 * reply. That needs no room, and does nothing once the turn is over.
	 */
	void decline() {
		this.declined = true;
		this.owner.run();
	}

	boolean isDeclined() {
		return this.declined;
	}

}
