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

package io.github.zmqsecure.connection;

import java.io.Serial;

/**
 * Published when the connection of a peer has ended that was authenticated.
 *
 * @since 0.1.0
 */
public class ZmqPeerDisconnectedEvent extends ZmqPeerEvent {

	@Serial
	private static final long serialVersionUID = 1L;

	private final DisconnectReason reason;

	/**
	 * Create an event.
	 * @param source what tells of it
	 * @param peer whom it is about
	 * @param reason why it ended
	 * @param count how many events of the kind it stands for
	 */
	public ZmqPeerDisconnectedEvent(Object source, Peer peer, DisconnectReason reason, long count) {
		super(source, peer, count);
		this.reason = reason;
	}

	/**
	 * Return why it ended.
	 * @return why it ended
	 */
	public DisconnectReason getReason() {
		return this.reason;
	}

	@Override
	String kind() {
		return super.kind() + " " + this.reason;
	}

	@Override
	ZmqPeerDisconnectedEvent standingFor(long count) {
		return new ZmqPeerDisconnectedEvent(getSource(), getPeer(), this.reason, count);
	}

}
