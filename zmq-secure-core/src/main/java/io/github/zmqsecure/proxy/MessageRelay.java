// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.proxy;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

import io.github.zmqsecure.RateLimitedLog;
import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.MessageHandler;
import io.github.zmqsecure.channel.MessageTooLargeException;
import io.github.zmqsecure.channel.ProxiedSocket;
import io.github.zmqsecure.channel.ZmqMessage;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;

/**
 * One direction of a proxy: what a socket receives goes into the queue of another. The
 * message that finds no room there waits, and nothing more is received until it has found
 * some. Thread-safe; messages come from the owner of the one socket, room is made by that
 * of the other.
 */
class MessageRelay implements MessageHandler {

	private static final RateLimitedLog log = new RateLimitedLog(LogFactory.getLog(MessageRelay.class),
			Duration.ofSeconds(1));

	private final ProxiedSocket source;

	private final ProxiedSocket target;

	private final @Nullable ProxyCapture capture;

	private final int minimumFrames;

	private final ReentrantLock lock = new ReentrantLock();

	private final LongAdder passed = new LongAdder();

	private volatile @Nullable ZmqMessage waiting;

	private volatile long waitingSince;

	MessageRelay(ProxiedSocket source, ProxiedSocket target, @Nullable ProxyCapture capture) {
		this.source = source;
		this.target = target;
		this.capture = capture;
		this.minimumFrames = (target.get().getSettings().type() == SocketType.ROUTER) ? 2 : 1;
	}

	/**
	 * Who sent the message has no meaning for the other socket, to which it would say
	 * whom alone the message is for.
	 */
	@Override
	public void handle(ZmqMessage received) {
		if (received.frames().size() < this.minimumFrames) {
			this.source.get().getStatistics().dropped(DropReason.UNREADABLE, 1);
			return;
		}
		ZmqMessage message = new ZmqMessage(received.frames(), null);
		if (!pass(message)) {
			await(message);
		}
	}

	/**
	 * A message that the other socket has no room for is given up with the socket that
	 * received it.
	 */
	@Override
	public void stopped() {
		giveUp(DropReason.NOT_HANDLED);
	}

	private void await(ZmqMessage message) {
		this.lock.lock();
		try {
			this.waiting = message;
			this.waitingSince = System.nanoTime();
			this.source.get().getInbound().hold(this);
		}
		finally {
			this.lock.unlock();
		}
		retry();
	}

	/**
	 * Pass on the message that waits, if there is room for it now, and let its socket
	 * receive again. Room that is made after this has looked calls again, on a thread
	 * that must not end of it.
	 */
	void retry() {
		this.lock.lock();
		try {
			ZmqMessage message = this.waiting;
			if (message != null) {
				this.target.whenRoom(this::retry);
				if (pass(message)) {
					endWait();
				}
			}
		}
		catch (Throwable ex) {
			giveUp(DropReason.HANDLER_FAILED);
			log.error("A message of socket '" + this.source.get().getName() + "' could not be passed on", ex);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Give up the message that waits, and count it.
	 */
	void giveUp(DropReason reason) {
		this.lock.lock();
		try {
			if (this.waiting != null) {
				this.source.get().getStatistics().dropped(reason, 1);
				endWait();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void endWait() {
		this.source.get().getInbound().release(this);
		this.waiting = null;
	}

	/**
	 * A message that is too large for the other socket is counted there, and done with.
	 */
	private boolean pass(ZmqMessage message) {
		try {
			if (!this.target.forward(message)) {
				return false;
			}
		}
		catch (MessageTooLargeException ex) {
			log.warn("A message of socket '" + this.source.get().getName() + "' was dropped: " + ex.getMessage());
			return true;
		}
		this.passed.increment();
		if (this.capture != null) {
			this.capture.capture(message);
		}
		return true;
	}

	ProxiedSocket source() {
		return this.source;
	}

	long passed() {
		return this.passed.sum();
	}

	Duration waitingFor() {
		return (this.waiting != null) ? Duration.ofNanos(System.nanoTime() - this.waitingSince) : Duration.ZERO;
	}

}
