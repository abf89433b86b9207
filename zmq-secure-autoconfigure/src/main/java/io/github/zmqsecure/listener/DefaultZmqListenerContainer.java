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

package io.github.zmqsecure.listener;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ManagedSocket;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * Default {@link ZmqListenerContainer}.
 */
class DefaultZmqListenerContainer implements ZmqListenerContainer {

	private static final Log logger = LogFactory.getLog(DefaultZmqListenerContainer.class);

	private final ZmqListenerEndpoint endpoint;

	private final ManagedSocket socket;

	private final ListenerSockets sockets;

	private final MessageProcessor processor;

	private final ZmqListenerSettings settings;

	private final ReentrantLock lifecycle = new ReentrantLock();

	private volatile @Nullable ListenerDispatcher dispatcher;

	private volatile boolean paused;

	DefaultZmqListenerContainer(ZmqListenerEndpoint endpoint, ManagedSocket socket, ListenerSockets sockets,
			MessageProcessor processor, ZmqListenerSettings settings) {
		this.endpoint = endpoint;
		this.socket = socket;
		this.sockets = sockets;
		this.processor = processor;
		this.settings = settings;
	}

	@Override
	public ZmqListenerEndpoint getEndpoint() {
		return this.endpoint;
	}

	@Override
	public void start() {
		this.lifecycle.lock();
		try {
			if (this.dispatcher != null) {
				return;
			}
			Integer own = this.endpoint.concurrency();
			int concurrency = (own != null) ? own : this.settings.concurrency();
			MessageQueue queue = this.endpoint.conflate() ? new ConflatingMessageQueue() : MessageQueue.keepingAll();
			ListenerDispatcher dispatcher = new ListenerDispatcher(this.socket, this.processor, queue,
					this.settings.queueCapacity() + concurrency);
			this.sockets.attach(this.socket, dispatcher, this.endpoint.topics());
			SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("zmq-" + this.endpoint.id() + "-");
			executor.setVirtualThreads(this.settings.virtualThreads());
			dispatcher.start(concurrency, executor);
			this.endpoint.topics().forEach(this.socket::subscribe);
			this.dispatcher = dispatcher;
		}
		finally {
			this.lifecycle.unlock();
		}
	}

	@Override
	public void stop() {
		this.lifecycle.lock();
		try {
			ListenerDispatcher dispatcher = this.dispatcher;
			if (dispatcher == null) {
				return;
			}
			long deadline = System.nanoTime() + this.settings.shutdownTimeout().toNanos();
			this.endpoint.topics().forEach(this.socket::unsubscribe);
			this.sockets.detach(this.socket, dispatcher, this.settings.shutdownTimeout());
			this.dispatcher = null;
			finish(dispatcher, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
			resume();
		}
		finally {
			this.lifecycle.unlock();
		}
	}

	private void finish(ListenerDispatcher dispatcher, Duration timeout) {
		int left = dispatcher.stop(timeout);
		if (left > 0) {
			this.socket.getStatistics().dropped(DropReason.NOT_HANDLED, left);
		}
		if (dispatcher.active() > 0) {
			logger.warn("Listener '" + this.endpoint.id() + "' was stopped with " + left + " messages not handled, and "
					+ (dispatcher.active() - left) + " being handled, after "
					+ this.settings.shutdownTimeout().toMillis() + " ms");
		}
	}

	@Override
	public boolean isRunning() {
		return this.dispatcher != null;
	}

	@Override
	public void pause() {
		this.paused = true;
		this.socket.hold(this);
	}

	@Override
	public void resume() {
		this.paused = false;
		this.socket.release(this);
	}

	@Override
	public boolean isPaused() {
		return this.paused;
	}

	@Override
	public int getActiveCount() {
		ListenerDispatcher dispatcher = this.dispatcher;
		return (dispatcher != null) ? dispatcher.active() : 0;
	}

}
