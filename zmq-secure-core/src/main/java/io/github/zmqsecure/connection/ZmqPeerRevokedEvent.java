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
 * Published when a peer has lost its access. Its connections end by that.
 *
 * @since 0.1.0
 */
public class ZmqPeerRevokedEvent extends ZmqPeerEvent {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Create an event.
	 * @param source what tells of it
	 * @param peer whom it is about
	 * @param count how many events of the kind it stands for
	 */
	public ZmqPeerRevokedEvent(Object source, Peer peer, long count) {
		super(source, peer, count);
	}

	@Override
	ZmqPeerRevokedEvent standingFor(long count) {
		return new ZmqPeerRevokedEvent(getSource(), getPeer(), count);
	}

}
