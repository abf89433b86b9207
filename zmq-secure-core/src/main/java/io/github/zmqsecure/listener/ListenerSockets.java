// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.thread.GuardedThreads;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.util.Assert;

/**
 * Knows which listeners share which sockets, and how they are doing. All container
 * factories of an application use the same instance. Thread-safe.
 *
 * @since 0.1.0
 */
public class ListenerSockets implements DisposableBean {

	private final Map<String, TopicRouter> routers = new ConcurrentHashMap<>();

	private final Map<String, String> claims = new ConcurrentHashMap<>();

	private final ListenerTimer timer;

	/**
	 * Create sockets whose timer is looked after by nobody else.
	 */
	public ListenerSockets() {
		this(new GuardedThreads());
	}

	/**
	 * Create sockets.
	 * @param threads looks after the timer
	 */
	public ListenerSockets(GuardedThreads threads) {
		this.timer = new ListenerTimer(threads);
	}

	/**
	 * Return how the listeners are doing that run.
	 * @return the status of each
	 */
	public List<ListenerStatus> getStatuses() {
		return this.routers.values().stream().flatMap((router) -> router.statuses().stream()).toList();
	}

	ListenerTimer getTimer() {
		return this.timer;
	}

	/**
	 * Note that a listener starts with the application on a socket that can have only one
	 * at a time.
	 */
	void claim(ManagedSocket socket, ZmqListenerEndpoint endpoint) {
		String other = (endpoint.autoStartup() && !TopicRouter.isSubscriber(socket))
				? this.claims.putIfAbsent(socket.getName(), endpoint.id()) : null;
		Assert.state(other == null,
				() -> "Socket '" + socket.getName() + "' is a " + socket.getSettings().type()
						+ " and has a listener already, '" + other + "'. Only SUB and XSUB sockets can have several "
						+ "at a time: remove one, or set its autoStartup to false and start it while the other is "
						+ "stopped.");
	}

	void disclaim(ManagedSocket socket, ZmqListenerEndpoint endpoint) {
		this.claims.remove(socket.getName(), endpoint.id());
	}

	void attach(ManagedSocket socket, ListenerDispatcher dispatcher, List<String> topics) {
		this.routers.computeIfAbsent(socket.getName(), (name) -> new TopicRouter(socket)).attach(dispatcher, topics);
	}

	/**
	 * Let a listener receive nothing more.
	 * @param deadline how long to wait for a message that is being handed to it, as a
	 * value of {@link System#nanoTime()}
	 */
	void detach(ManagedSocket socket, ListenerDispatcher dispatcher, long deadline) {
		TopicRouter router = this.routers.get(socket.getName());
		if (router != null) {
			router.detach(dispatcher, deadline);
		}
	}

	@Override
	public void destroy() {
		this.timer.close();
	}

}
