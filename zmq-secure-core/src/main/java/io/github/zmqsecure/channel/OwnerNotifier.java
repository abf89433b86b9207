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

import io.github.zmqsecure.connection.ConnectionListener;

/**
 * Passes on to the owner of a socket what happens to its connections.
 *
 * @param owner the owner
 * @param statistics counts what is lost with them
 */
record OwnerNotifier(SocketEventLoop owner, MessageStatistics statistics) implements ConnectionListener {

	@Override
	public void connectionsChanged() {
		this.owner.connectionsChanged();
	}

	@Override
	public boolean isStopping() {
		return this.owner.isStopping();
	}

	@Override
	public void connectionAbandoned(String endpoint) {
		this.owner.execute((open) -> {
			ServerConnections servers = this.owner.getServers();
			if (servers != null) {
				servers.abandoned(endpoint);
			}
		});
	}

	@Override
	public void messageTooLarge() {
		this.statistics.dropped(MessageDirection.INBOUND, DropReason.TOO_LARGE, 1);
	}

	@Override
	public void messageDiscarded() {
		this.statistics.dropped(DropReason.NOT_HANDLED, 1);
	}

}
