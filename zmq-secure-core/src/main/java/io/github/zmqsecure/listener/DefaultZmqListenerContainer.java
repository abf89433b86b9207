// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.thread.DaemonThreads;
import io.github.zmqsecure.thread.Waiting;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

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

	private final ReentrantLock lock = new ReentrantLock();

	private volatile @Nullable ListenerDispatcher dispatcher;

	private volatile @Nullable Stop stop;

	private volatile boolean paused;

	DefaultZmqListenerContainer(ZmqListenerEndpoint endpoint, ManagedSocket socket, ListenerSockets sockets,
			MessageProcessor processor, ZmqListenerSettings settings) {
		this.endpoint = endpoint;
		this.socket = socket;
		this.sockets = sockets;
		this.processor = processor;
		this.settings = settings;
		socket.getInbound().expectHandler(this);
	}

	@Override
	public ZmqListenerEndpoint getEndpoint() {
		return this.endpoint;
	}

	@Override
	public void start() {
		Stop stop = this.stop;
		if (stop != null) {
			stop.detached().join();
		}
		this.lock.lock();
		try {
			if (this.dispatcher == null) {
				this.dispatcher = open();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * The workers come first: what waits in the socket comes in at once.
	 */
	private ListenerDispatcher open() {
		Integer own = this.endpoint.concurrency();
		int concurrency = (own != null) ? own : this.settings.concurrency();
		MessageQueue queue = this.endpoint.conflate() ? new ConflatingMessageQueue() : MessageQueue.keepingAll();
		ListenerDispatcher dispatcher = new ListenerDispatcher(this.endpoint.id(), this.socket, this.processor, queue,
				concurrency, this.settings, threads(), this.sockets.getTimer());
		try {
			dispatcher.start();
			this.sockets.attach(this.socket, dispatcher, this.endpoint.topics());
			this.endpoint.topics().forEach(this.socket::subscribe);
			return dispatcher;
		}
		catch (RuntimeException | Error ex) {
			this.sockets.detach(this.socket, dispatcher, System.nanoTime());
			dispatcher.stop(System.nanoTime());
			throw ex;
		}
	}

	private ThreadFactory threads() {
		String prefix = "zmq-" + this.endpoint.id() + "-";
		return (this.settings.virtualThreads()) ? new VirtualThreadTaskExecutor(prefix).getVirtualThreadFactory()
				: new CustomizableThreadFactory(prefix);
	}

	/**
	 * Without waiting for it, if a handler of this listener calls.
	 */
	@Override
	public void stop() {
		long deadline = System.nanoTime() + this.settings.shutdownTimeout().toNanos();
		Stop stop = beginStop();
		if (stop == null) {
			return;
		}
		ListenerDispatcher dispatcher = stop.dispatcher();
		boolean own = CurrentDispatcher.get() == dispatcher;
		if (stop.begins()) {
			detach(stop, deadline);
			if (own) {
				DaemonThreads.start("zmq-" + this.endpoint.id() + "-stop", () -> finish(stop, deadline));
			}
			else {
				finish(stop, deadline);
			}
		}
		if (!own) {
			Waiting.untilDone(stop.finished(), Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
		}
	}

	private @Nullable Stop beginStop() {
		this.lock.lock();
		try {
			ListenerDispatcher dispatcher = this.dispatcher;
			if (dispatcher != null) {
				this.dispatcher = null;
				this.stop = new Stop(dispatcher);
				endPause();
			}
			return this.stop;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void detach(Stop stop, long deadline) {
		try {
			this.endpoint.topics().forEach(this.socket::unsubscribe);
			this.sockets.detach(this.socket, stop.dispatcher(), deadline);
		}
		finally {
			stop.detached().complete(null);
		}
	}

	private void finish(Stop stop, long deadline) {
		ListenerDispatcher dispatcher = stop.dispatcher();
		try {
			int left = dispatcher.stop(deadline);
			int handled = dispatcher.active();
			if (left > 0 || handled > 0) {
				logger.warn("Listener '" + this.endpoint.id() + "' was stopped with " + left
						+ " messages not handled, and " + handled + " being handled, after "
						+ this.settings.shutdownTimeout().toMillis() + " ms");
			}
		}
		finally {
			stop.finished().complete(null);
		}
	}

	@Override
	public void destroy() {
		stop();
		this.socket.getInbound().forgetHandler(this);
		this.sockets.disclaim(this.socket, this.endpoint);
	}

	@Override
	public boolean isRunning() {
		return this.dispatcher != null;
	}

	@Override
	public void pause() {
		this.lock.lock();
		try {
			if (this.dispatcher != null) {
				this.paused = true;
				this.socket.getInbound().hold(this);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void resume() {
		this.lock.lock();
		try {
			endPause();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void endPause() {
		this.paused = false;
		this.socket.getInbound().release(this);
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

	/**
	 * A stop under way.
	 */
	private static final class Stop {

		private final ListenerDispatcher dispatcher;

		private final AtomicBoolean begun = new AtomicBoolean();

		private final CompletableFuture<@Nullable Void> detached = new CompletableFuture<>();

		private final CompletableFuture<@Nullable Void> finished = new CompletableFuture<>();

		Stop(ListenerDispatcher dispatcher) {
			this.dispatcher = dispatcher;
		}

		ListenerDispatcher dispatcher() {
			return this.dispatcher;
		}

		/**
		 * Return whether it is the caller's to carry out.
		 */
		boolean begins() {
			return this.begun.compareAndSet(false, true);
		}

		CompletableFuture<@Nullable Void> detached() {
			return this.detached;
		}

		CompletableFuture<@Nullable Void> finished() {
			return this.finished;
		}

	}

}
