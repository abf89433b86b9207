// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.channel;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Predicate;

import io.github.zmqsecure.RateLimitedLog;
import io.github.zmqsecure.jeromq.Route;
import io.github.zmqsecure.socket.SocketSettings;
import io.github.zmqsecure.socket.SocketTraits;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Who takes the messages that a socket receives, and whether it receives any at all.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class InboundDispatch {

	private static final RateLimitedLog log = new RateLimitedLog(LogFactory.getLog(InboundDispatch.class),
			Duration.ofSeconds(1));

	private final SocketSettings settings;

	private final MessageStatistics statistics;

	private final EventLoopReference loop;

	private final Set<Object> holders = new CopyOnWriteArraySet<>();

	private final HeldMessages held = new HeldMessages();

	private volatile @Nullable MessageHandler handler;

	private volatile @Nullable ReplyFilter replies;

	private volatile @Nullable String proxy;

	/**
	 * Create a dispatch.
	 * @param settings the settings of the socket
	 * @param statistics counts what nobody takes
	 * @param loop is woken when messages may be received again
	 */
	InboundDispatch(SocketSettings settings, MessageStatistics statistics, EventLoopReference loop) {
		this.settings = settings;
		this.statistics = statistics;
		this.loop = loop;
	}

	void setHandler(@Nullable MessageHandler handler) {
		assertReceives(handler);
		assertNoProxy();
		this.handler = handler;
		this.loop.wake();
	}

	/**
	 * Set who is asked first whether a received message is the reply to a request.
	 * @param replies who is asked, {@code null} for nobody
	 */
	public void setReplyHandler(@Nullable ReplyFilter replies) {
		assertReceives(replies);
		assertNoProxy();
		this.replies = replies;
		this.loop.wake();
	}

	/**
	 * Let a proxy alone take what is received, for good.
	 * @param proxy the name of the proxy
	 * @param handler the handler, {@code null} if nothing is to be received
	 */
	void claim(String proxy, @Nullable MessageHandler handler) {
		Assert.state(this.handler == null && this.replies == null, () -> "Proxy '" + proxy + "' can't have socket '"
				+ this.settings.name() + "', whose messages others take already");
		setHandler(handler);
		this.proxy = proxy;
	}

	/**
	 * Return the proxy that takes what is received.
	 * @return the name of the proxy, {@code null} if there is none
	 */
	public @Nullable String getProxy() {
		return this.proxy;
	}

	/**
	 * The socket is about to be opened. For the owner only.
	 */
	void opening() {
		MessageHandler handler = this.handler;
		if (handler != null) {
			handler.opening();
		}
	}

	/**
	 * The socket was stopped, which goes on whatever the handler throws.
	 */
	void stopped() {
		givenUp(this.held.clear());
		try {
			MessageHandler handler = this.handler;
			if (handler != null) {
				handler.stopped();
			}
		}
		catch (Throwable ex) {
			log.error("The message handler of socket '" + this.settings.name() + "' failed when it was stopped", ex);
		}
	}

	/**
	 * Assert that the socket is free for others than a proxy.
	 * @throws IllegalStateException if a proxy has it
	 */
	public void assertNoProxy() {
		String proxy = this.proxy;
		Assert.state(proxy == null, () -> "Socket '" + this.settings.name() + "' belongs to proxy '" + proxy
				+ "', which alone uses it. Add another socket.");
	}

	/**
	 * Say that a handler is there to come, though there may be none at the moment. What
	 * then arrives among replies and is no reply is kept for it, as far as there is room;
	 * after that nothing is received. Without an expected handler it is dropped and
	 * counted.
	 * @param expectation who expects it
	 */
	public void expectHandler(Object expectation) {
		this.held.expect(expectation);
	}

	/**
	 * Take back an earlier {@link #expectHandler(Object)}.
	 * @param expectation who expected it
	 */
	public void forgetHandler(Object expectation) {
		givenUp(this.held.forget(expectation));
	}

	private void givenUp(int dropped) {
		if (dropped > 0) {
			this.statistics.dropped(DropReason.NOT_HANDLED, dropped);
			this.loop.wake();
		}
	}

	/**
	 * Stop receiving, so that ZeroMQ's own back-pressure reaches the senders, until all
	 * who hold the socket let it go.
	 * @param holder who holds it
	 */
	public void hold(Object holder) {
		this.holders.add(holder);
	}

	/**
	 * Let the socket receive again if nobody else holds it.
	 * @param holder who held it
	 */
	public void release(Object holder) {
		if (this.holders.remove(holder)) {
			this.loop.wake();
		}
	}

	/**
	 * Wait until a message that is being handed to the handler at this moment has been.
	 * @param timeout how long to wait at most
	 * @return whether that is certain
	 */
	public boolean awaitDispatched(Duration timeout) {
		return this.loop.awaitTurn(timeout);
	}

	private void assertReceives(@Nullable Object taker) {
		if (taker != null) {
			SocketTraits.assertReceives(this.settings);
		}
	}

	boolean isOpen() {
		return hasTaker(this.handler, this.replies) && this.holders.isEmpty();
	}

	private boolean hasTaker(@Nullable MessageHandler handler, @Nullable ReplyFilter replies) {
		return handler != null || (replies != null && this.held.hasRoom());
	}

	/**
	 * Return who takes the next messages. For the owner only.
	 * @return the takers, who stay the same while others are set
	 */
	Takers takers() {
		Takers takers = new Takers(this.handler, this.replies);
		takers.acceptHeld();
		return takers;
	}

	/**
	 * Connections may have ended. For the owner only.
	 */
	void connectionsEnded(Predicate<Route> ended) {
		ReplyFilter replies = this.replies;
		if (replies != null) {
			replies.connectionsEnded(ended);
		}
	}

	private boolean accept(@Nullable MessageHandler handler, @Nullable ReplyFilter replies, ZmqMessage message,
			@Nullable Route route) {
		try {
			if (replies != null && replies.take(message, route)) {
				return true;
			}
			if (handler == null && this.held.offer(message)) {
				return true;
			}
			if (handler == null) {
				this.statistics.dropped(DropReason.NOT_HANDLED, 1);
				return false;
			}
			handler.handle(message);
			return true;
		}
		catch (Throwable ex) {
			this.statistics.dropped(DropReason.HANDLER_FAILED, 1);
			log.error("The message handler of socket '" + this.settings.name() + "' failed", ex);
			return false;
		}
	}

	/**
	 * Those who take messages, as they were at one moment: what was read for them is
	 * handed to them.
	 */
	final class Takers {

		private final @Nullable MessageHandler handler;

		private final @Nullable ReplyFilter replies;

		Takers(@Nullable MessageHandler handler, @Nullable ReplyFilter replies) {
			this.handler = handler;
			this.replies = replies;
		}

		void acceptHeld() {
			while (this.handler != null && InboundDispatch.this.holders.isEmpty()) {
				ZmqMessage message = InboundDispatch.this.held.poll();
				if (message == null) {
					return;
				}
				InboundDispatch.this.accept(this.handler, null, message, null);
			}
		}

		boolean areReady() {
			return hasTaker(this.handler, this.replies) && InboundDispatch.this.holders.isEmpty();
		}

		/**
		 * Hand over a message.
		 * @param message the message
		 * @param route the connection that brought it, where the socket tells
		 * @return whether somebody took it, rather than its being dropped and counted
		 */
		boolean accept(ZmqMessage message, @Nullable Route route) {
			return InboundDispatch.this.accept(this.handler, this.replies, message, route);
		}

	}

}
