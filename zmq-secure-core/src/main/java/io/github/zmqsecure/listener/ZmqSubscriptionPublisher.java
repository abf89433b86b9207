// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.github.zmqsecure.RateLimitedLog;
import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.ManagedSockets;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.memory.ByteAccount;
import io.github.zmqsecure.thread.DaemonThreads;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/**
 * Publishes the subscriptions that arrive at XPUB sockets as {@link ZmqSubscriptionEvent}
 * application events, one after the other, on a thread of its own.
 *
 * @since 0.1.0
 */
public class ZmqSubscriptionPublisher implements SmartLifecycle {

	private static final RateLimitedLog log = new RateLimitedLog(LogFactory.getLog(ZmqSubscriptionPublisher.class),
			Duration.ofSeconds(1));

	private static final int CAPACITY = 10_000;

	/** Subscribers choose how long their topics are. */
	private static final long CAPACITY_BYTES = 4 * 1024 * 1024;

	private final List<ManagedSocket> sockets;

	private final ApplicationEventPublisher events;

	private final ByteAccount waiting = new ByteAccount(CAPACITY_BYTES);

	private volatile @Nullable ThreadPoolExecutor executor;

	/**
	 * Create a publisher. The subscriptions of an XPUB that a proxy has are the proxy's.
	 * @param sockets the sockets
	 * @param events where to publish
	 */
	public ZmqSubscriptionPublisher(ManagedSockets sockets, ApplicationEventPublisher events) {
		this.sockets = sockets.getAll()
			.stream()
			.filter((socket) -> socket.getSettings().type() == SocketType.XPUB)
			.toList();
		this.events = events;
	}

	@Override
	public void start() {
		List<ManagedSocket> sockets = withoutProxy();
		if (sockets.isEmpty() || this.executor != null) {
			return;
		}
		ThreadPoolExecutor executor = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS,
				new ArrayBlockingQueue<>(CAPACITY), DaemonThreads.named("zmq-subscriptions"));
		this.executor = executor;
		sockets.forEach((socket) -> socket.setHandler((message) -> received(executor, socket, message)));
	}

	private List<ManagedSocket> withoutProxy() {
		return this.sockets.stream().filter((socket) -> socket.getInbound().getProxy() == null).toList();
	}

	private void received(ThreadPoolExecutor executor, ManagedSocket socket, ZmqMessage message) {
		byte[] frame = message.frame(0);
		if (message.frames().size() > 1 || frame.length == 0 || frame[0] < 0 || frame[0] > 1) {
			socket.getStatistics().dropped(DropReason.NOT_HANDLED, 1);
			return;
		}
		if (!this.waiting.tryTake(frame.length)) {
			socket.getStatistics().dropped(DropReason.NOT_HANDLED, 1);
			return;
		}
		String topic = new String(frame, 1, frame.length - 1, StandardCharsets.UTF_8);
		try {
			executor.execute(() -> {
				this.waiting.release(frame.length);
				publish(socket, new ZmqSubscriptionEvent(this, socket.getName(), topic, frame[0] == 1));
			});
		}
		catch (RejectedExecutionException ex) {
			this.waiting.release(frame.length);
			socket.getStatistics().dropped(DropReason.NOT_HANDLED, 1);
		}
	}

	/**
	 * What a listener of the application throws is not lost, and keeps no other event
	 * back.
	 */
	private void publish(ManagedSocket socket, ZmqSubscriptionEvent event) {
		try {
			this.events.publishEvent(event);
		}
		catch (Throwable ex) {
			socket.getStatistics().dropped(DropReason.HANDLER_FAILED, 1);
			log.error("A listener of the application failed on a subscription to socket '" + socket.getName() + "'",
					ex);
		}
	}

	@Override
	public void stop() {
		ThreadPoolExecutor executor = this.executor;
		if (executor != null) {
			this.executor = null;
			withoutProxy().forEach((socket) -> socket.setHandler(null));
			executor.shutdownNow();
			this.waiting.release(this.waiting.getHeld());
		}
	}

	@Override
	public boolean isRunning() {
		return this.executor != null;
	}

}
