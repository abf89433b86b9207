// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.time.Duration;
import java.util.concurrent.Executor;

import zmq.Msg;
import zmq.io.Msgs;
import zmq.io.StreamEngine;

/**
 * Knows when one connection was last heard of, and sends its peer a PING in JeroMQ's
 * stead. JeroMQ's deadline is lost every second time, goes by the wall clock, begins only
 * when a PING leaves, and ends the connections of peers that nobody reads from.
 * <p>
 * A peer that takes no messages for a while, since its application is slow, answers no
 * PING either. So one that sends no PINGs of its own is not taken for silent while there
 * are messages that it may not have taken, unless heartbeats were configured.
 *
 * @since 0.1.0
 */
public final class Heartbeat {

	private static final int TTL_OFFSET = 5;

	private final EngineInternals engines = JeromqInternals.get().engine();

	private final StreamEngine engine;

	private final FrameDecoder decoder;

	private final HeartbeatPolicy policy;

	private final Executor ioThread;

	/** Whether the peer is known to understand PINGs. */
	private volatile boolean understood;

	/** Whether the peer sends PINGs of its own, also while it takes no messages. */
	private volatile boolean beating;

	/** How long the peer says that it will never be silent, in nanoseconds. */
	private volatile long timeToLive;

	/** Whether there are messages that the peer may not have taken. */
	private volatile boolean messagesUntaken;

	/** Whether messages left after the last PING. For the I/O thread. */
	private boolean messagesSincePing;

	/** For the I/O thread. */
	private int unanswered;

	/** Nothing more may be sent. For the I/O thread. */
	private boolean ended;

	/** For the guard. */
	private int reads;

	/** For the guard. */
	private long silence;

	/** For the guard. */
	private long sincePing;

	Heartbeat(StreamEngine engine, FrameDecoder decoder, HeartbeatPolicy policy, Executor ioThread) {
		this.engine = engine;
		this.decoder = decoder;
		this.policy = policy;
		this.ioThread = ioThread;
		this.understood = this.engines.isZmtp31(engine);
	}

	/** The peer understands PINGs. */
	void understood() {
		this.understood = true;
	}

	/** The peer was told that nothing follows. For the I/O thread. */
	void end() {
		this.ended = true;
	}

	/** A message is about to leave. */
	void sending(Msg message) {
		if (!message.isCommand()) {
			this.messagesSincePing = true;
			if (!this.messagesUntaken) {
				this.messagesUntaken = true;
			}
		}
		else if (Msgs.startsWith(message, "PING", true)) {
			this.messagesSincePing = false;
			this.unanswered++;
		}
	}

	/**
	 * A command has come, and no shorter PING than there may be.
	 * @return the command that JeroMQ is given: it must keep no deadline
	 */
	Msg received(Msg command) {
		if (Msgs.startsWith(command, "PONG", true)) {
			this.understood = true;
			this.unanswered = Math.max(0, this.unanswered - 1);
			if (this.unanswered == 0 && !this.messagesSincePing) {
				this.messagesUntaken = false;
			}
		}
		else if (Msgs.startsWith(command, "PING", true)) {
			this.understood = true;
			this.beating = true;
			byte[] ping = command.data();
			int tenths = ((ping[TTL_OFFSET] & 0xff) << 8) | (ping[TTL_OFFSET + 1] & 0xff);
			this.timeToLive = Duration.ofMillis(100L * tenths).toNanos();
			ping[TTL_OFFSET] = 0;
			ping[TTL_OFFSET + 1] = 0;
			Msg immortal = new Msg(ping);
			immortal.setFlags(Msg.COMMAND);
			return immortal;
		}
		return command;
	}

	/**
	 * Go on, and have a PING sent if it is time. Time counts as it is looked at, so that
	 * nobody is silent because this process did not get on. For one thread at a time.
	 * @param elapsed nanoseconds since the last time
	 * @return whether the peer has been silent for too long
	 */
	public boolean isSilentAfter(long elapsed) {
		int reads = this.decoder.reads();
		boolean heard = reads != this.reads || this.engines.isInputStopped(this.engine);
		this.reads = reads;
		this.silence = (heard) ? 0 : this.silence + elapsed;
		this.sincePing += elapsed;
		if (isPinged() && this.sincePing >= this.policy.interval().toNanos()) {
			this.sincePing = 0;
			this.ioThread.execute(this::ping);
		}
		return this.silence > longestSilence();
	}

	private void ping() {
		if (!this.ended) {
			this.engines.ping(this.engine);
		}
	}

	private boolean isPinged() {
		return !this.policy.interval().isZero() && (this.understood || this.policy.forAll());
	}

	private long longestSilence() {
		boolean taken = this.policy.forAll() || this.beating || !this.messagesUntaken;
		boolean bounded = isPinged() && taken && !this.policy.timeout().isZero();
		long longest = (bounded) ? this.policy.timeout().toNanos() : Long.MAX_VALUE;
		return (this.timeToLive > 0) ? Math.min(longest, this.timeToLive) : longest;
	}

}
