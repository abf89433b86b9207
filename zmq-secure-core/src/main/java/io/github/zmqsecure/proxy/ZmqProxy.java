// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.proxy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.ManagedSockets;
import io.github.zmqsecure.channel.ProxiedSocket;
import org.jspecify.annotations.Nullable;

/**
 * Passes on what one managed socket, the frontend, receives to another, the backend, and
 * the replies or subscriptions of the latter back. While a socket can't take more, the
 * other is not read, so that ZeroMQ's own back-pressure reaches the senders. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ZmqProxy {

	private static final Duration DISPATCH_TIMEOUT = Duration.ofSeconds(1);

	private final ZmqProxySettings settings;

	private final ProxyPattern pattern;

	private final MessageRelay forward;

	private final @Nullable MessageRelay back;

	private final @Nullable SubscriptionRelay subscriptions;

	private final @Nullable ProxyCapture capture;

	private final List<ManagedSocket> sockets = new ArrayList<>();

	private final ReentrantLock lock = new ReentrantLock();

	/** Holds the frontend while the proxy is stopped. */
	private final Object stop = new Object();

	private volatile boolean running;

	private volatile boolean paused;

	/**
	 * Connect the sockets. Nothing is passed on before {@link #start()}, but
	 * subscriptions are.
	 */
	ZmqProxy(ZmqProxySettings settings, ManagedSockets sockets) {
		this.settings = settings;
		ProxiedSocket frontend = add(sockets.get(settings.frontend()));
		ProxiedSocket backend = add(sockets.get(settings.backend()));
		this.pattern = ProxyPattern.of(frontend.get().getSettings().type(), backend.get().getSettings().type())
			.orElseThrow(() -> new IllegalArgumentException("The sockets of proxy '" + settings.name()
					+ "' don't fit: its frontend and backend are " + ProxyPattern.describe()));
		this.capture = (settings.capture() != null) ? new ProxyCapture(add(sockets.get(settings.capture()))) : null;
		this.forward = new MessageRelay(frontend, backend, this.capture);
		this.back = (this.pattern == ProxyPattern.QUEUE) ? new MessageRelay(backend, frontend, this.capture) : null;
		this.subscriptions = (this.pattern == ProxyPattern.FORWARDER) ? new SubscriptionRelay(backend, frontend) : null;
		hold(this.forward, this.stop);
		frontend.claim(settings.name(), this.forward);
		backend.claim(settings.name(), (this.back != null) ? this.back : this.subscriptions);
		if (this.capture != null) {
			this.capture.socket().claim(settings.name(), null);
		}
	}

	private ProxiedSocket add(ManagedSocket socket) {
		this.sockets.add(socket);
		return new ProxiedSocket(socket);
	}

	/**
	 * Return which sockets the proxy connects.
	 * @return the settings
	 */
	public ZmqProxySettings getSettings() {
		return this.settings;
	}

	/**
	 * Return what the sockets make.
	 * @return the pattern
	 */
	public ProxyPattern getPattern() {
		return this.pattern;
	}

	/**
	 * Return the sockets.
	 * @return the frontend, the backend, and the one that captures if there is one
	 */
	public List<ManagedSocket> getSockets() {
		return List.copyOf(this.sockets);
	}

	/**
	 * Pass on no more messages until resumed, whichever way they go. What is in the
	 * queues of the sockets is still sent, and subscriptions go on.
	 */
	public void pause() {
		this.lock.lock();
		try {
			this.paused = true;
			hold(this.forward, this);
			if (this.back != null) {
				hold(this.back, this);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Pass messages on again.
	 */
	public void resume() {
		this.lock.lock();
		try {
			this.paused = false;
			release(this.forward, this);
			if (this.back != null) {
				release(this.back, this);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return whether the proxy was paused and not resumed.
	 * @return whether it is paused
	 */
	public boolean isPaused() {
		return this.paused;
	}

	/**
	 * Return whether the proxy was started and not stopped, be it paused.
	 * @return whether it runs
	 */
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * Return whether the proxy passes messages on.
	 * @return its state
	 */
	public State getState() {
		if (!this.running) {
			return State.STOPPED;
		}
		return (this.paused) ? State.PAUSED : State.RUNNING;
	}

	/**
	 * Begin to pass messages on, unless paused.
	 */
	void start() {
		this.lock.lock();
		try {
			this.running = true;
			release(this.forward, this.stop);
			this.forward.retry();
			if (this.back != null) {
				this.back.retry();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Take nothing more from the frontend. Replies are passed on until the sockets close.
	 */
	void stop() {
		this.lock.lock();
		try {
			this.running = false;
			hold(this.forward, this.stop);
			this.forward.source().get().getInbound().awaitDispatched(DISPATCH_TIMEOUT);
			this.forward.giveUp(DropReason.NOT_HANDLED);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return how many messages of the frontend the backend was given.
	 * @return the number since start-up
	 */
	public long getForwarded() {
		return this.forward.passed();
	}

	/**
	 * Return how many replies of the backend the frontend was given.
	 * @return the number since start-up
	 */
	public long getReturned() {
		return (this.back != null) ? this.back.passed() : 0;
	}

	/**
	 * Return how many messages the socket that captures was given.
	 * @return the number since start-up
	 */
	public long getCaptured() {
		return (this.capture != null) ? this.capture.captured() : 0;
	}

	/**
	 * Return to how many topics the frontend subscribes since subscribers of the backend
	 * do.
	 * @return the number of topics
	 */
	public int getSubscriptions() {
		return (this.subscriptions != null) ? this.subscriptions.topics() : 0;
	}

	/**
	 * Return how long the frontend has not been read since the backend has no room.
	 * @return the time, zero if it has
	 */
	public Duration getHeldFor() {
		return this.forward.waitingFor();
	}

	/**
	 * Return how long the backend has not been read since the frontend has no room for
	 * replies.
	 * @return the time, zero if it has
	 */
	public Duration getRepliesHeldFor() {
		return (this.back != null) ? this.back.waitingFor() : Duration.ZERO;
	}

	/**
	 * Whether a proxy passes messages on.
	 */
	public enum State {

		/** It does. */
		RUNNING,

		/** It was paused, and will when it is resumed. */
		PAUSED,

		/** It takes nothing from its frontend before the application starts it. */
		STOPPED

	}

	private static void hold(MessageRelay relay, Object holder) {
		relay.source().get().getInbound().hold(holder);
	}

	private static void release(MessageRelay relay, Object holder) {
		relay.source().get().getInbound().release(holder);
	}

}
