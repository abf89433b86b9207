// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.proxy.ProxyPattern;
import io.github.zmqsecure.proxy.ZmqProxy;
import io.github.zmqsecure.proxy.ZmqProxySettings;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * {@link HealthIndicator} for one proxy. It is down when the proxy does not run, when one
 * of its sockets is not open, and when one has taken nothing for a while, so that the
 * other is not read, and out of service while it is paused.
 *
 * @since 0.1.0
 */
public class ZmqProxyHealthIndicator extends AbstractHealthIndicator {

	private final ZmqProxy proxy;

	private final Duration heldFor;

	/**
	 * Create a health indicator.
	 * @param proxy the proxy
	 * @param heldFor how long a socket may go unread since the other has no room
	 */
	public ZmqProxyHealthIndicator(ZmqProxy proxy, Duration heldFor) {
		super("ZeroMQ health check of proxy '" + proxy.getSettings().name() + "' failed");
		this.proxy = proxy;
		this.heldFor = heldFor;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		ZmqProxySettings settings = this.proxy.getSettings();
		List<String> problems = problems("Proxy '" + settings.name() + "' ");
		builder
			.status((!problems.isEmpty()) ? Status.DOWN : (this.proxy.isPaused()) ? Status.OUT_OF_SERVICE : Status.UP);
		if (!problems.isEmpty()) {
			builder.withDetail("problems", problems);
		}
		builder.withDetail("state", this.proxy.getState());
		builder.withDetail("frontend", settings.frontend());
		builder.withDetail("backend", settings.backend());
		if (settings.capture() != null) {
			builder.withDetail("capture", settings.capture());
		}
		builder.withDetail("heldFor", this.proxy.getHeldFor().toMillis() + " ms");
		if (this.proxy.getPattern() == ProxyPattern.QUEUE) {
			builder.withDetail("repliesHeldFor", this.proxy.getRepliesHeldFor().toMillis() + " ms");
		}
	}

	private List<String> problems(String name) {
		List<String> problems = new ArrayList<>();
		if (!this.proxy.isRunning()) {
			problems.add(name + "does not run");
		}
		for (ManagedSocket socket : this.proxy.getSockets()) {
			if (!socket.isOpen()) {
				problems.add(name + "has a socket that is not open, '" + socket.getName() + "'");
			}
		}
		checkRead(name, "frontend", this.proxy.getHeldFor(), "backend", problems);
		checkRead(name, "backend", this.proxy.getRepliesHeldFor(), "frontend", problems);
		return problems;
	}

	private void checkRead(String name, String unread, Duration unreadFor, String other, List<String> problems) {
		if (unreadFor.compareTo(this.heldFor) > 0) {
			problems.add(name + "has not read its " + unread + " for " + unreadFor.toSeconds() + " s, since its "
					+ other + " has taken nothing");
		}
	}

}
