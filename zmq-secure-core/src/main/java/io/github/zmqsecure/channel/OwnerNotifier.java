// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

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
