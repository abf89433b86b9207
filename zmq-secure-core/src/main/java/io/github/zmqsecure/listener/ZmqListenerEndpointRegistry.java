// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.util.Assert;

/**
 * The containers of all listeners, by the id of the listener. They start after everything
 * else and stop before it. Thread-safe.
 *
 * @since 0.1.0
 */
public class ZmqListenerEndpointRegistry implements SmartLifecycle {

	private final Map<String, ZmqListenerContainer> containers = Collections.synchronizedMap(new LinkedHashMap<>());

	private volatile boolean running;

	/**
	 * Create a container for an endpoint, and start it if the application has started and
	 * the endpoint wants that.
	 * @param endpoint what listens on which socket
	 * @param factory creates the container
	 * @return the container
	 * @throws IllegalStateException if the id of the listener is taken
	 */
	public ZmqListenerContainer register(ZmqListenerEndpoint endpoint, ZmqListenerContainerFactory factory) {
		Assert.state(!this.containers.containsKey(endpoint.id()), () -> duplicate(endpoint));
		ZmqListenerContainer container = factory.createContainer(endpoint);
		if (this.containers.putIfAbsent(endpoint.id(), container) != null) {
			container.destroy();
			throw new IllegalStateException(duplicate(endpoint));
		}
		if (this.running && container.isAutoStartup()) {
			container.start();
		}
		return container;
	}

	/**
	 * Stop the container of a listener for good and forget it. Its id and its socket are
	 * free for another.
	 * @param id the id of the listener
	 * @return whether there was one
	 */
	public boolean unregister(String id) {
		ZmqListenerContainer container = this.containers.remove(id);
		if (container == null) {
			return false;
		}
		container.destroy();
		return true;
	}

	private static String duplicate(ZmqListenerEndpoint endpoint) {
		return "There are two listeners with the id '" + endpoint.id() + "'. Give them different ids.";
	}

	/**
	 * Return the container of a listener.
	 * @param id the id of the listener
	 * @return the container, {@code null} if there is none
	 */
	public @Nullable ZmqListenerContainer getContainer(String id) {
		return this.containers.get(id);
	}

	/**
	 * Return the containers of all listeners.
	 * @return the containers
	 */
	public Collection<ZmqListenerContainer> getContainers() {
		synchronized (this.containers) {
			return new ArrayList<>(this.containers.values());
		}
	}

	@Override
	public void start() {
		this.running = true;
		getContainers().stream().filter(ZmqListenerContainer::isAutoStartup).forEach(ZmqListenerContainer::start);
	}

	/**
	 * Stop all containers, all at the same time. A listener whose handler calls is not
	 * waited for.
	 */
	@Override
	public void stop() {
		this.running = false;
		SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("zmq-listener-stop-");
		ListenerDispatcher caller = CurrentDispatcher.get();
		List<CompletableFuture<Void>> stops = getContainers().stream()
			.map((container) -> CompletableFuture.runAsync(() -> CurrentDispatcher.runAs(caller, container::stop),
					executor))
			.toList();
		CompletableFuture.allOf(stops.toArray(CompletableFuture[]::new)).join();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return DEFAULT_PHASE;
	}

}
