// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.io.IOException;
import java.nio.channels.SocketChannel;

import zmq.io.StreamEngine;
import zmq.pipe.Pipe;

/**
 * What one connection has to write, and its end, as the owner of the socket sees them.
 */
final class ConnectionOutput {

	private final EngineInternals engines = JeromqInternals.get().engine();

	private final Pipe pipe;

	private final GuardedMechanism mechanism;

	private final GuardedEngine guarded;

	private final StreamEngine engine;

	/**
	 * Create it.
	 * @param pipe the socket's end of the pipe to the connection
	 * @param mechanism what the connection is known by
	 */
	ConnectionOutput(Pipe pipe, GuardedMechanism mechanism) {
		this.pipe = pipe;
		this.mechanism = mechanism;
		this.guarded = mechanism.engine();
		this.engine = this.guarded.engine();
	}

	/** Whether the engine has found nothing more to write. */
	private boolean isIdle() {
		return JeromqInternals.get().sockets().isIdle(this.engine);
	}

	/**
	 * Return whether the network took all messages for the connection. Where its engine
	 * has to find that out first it is told to.
	 */
	boolean isWritten() {
		// The pipe first: an engine says that it works before it takes a message.
		if (JeromqInternals.get().pipes().waiting(this.pipe) > 0) {
			return false;
		}
		boolean idle = isIdle();
		if (!idle) {
			findOutWhetherIdle();
		}
		return idle;
	}

	/** What the connection is known by. */
	SocketChannel channel() {
		return this.guarded.channel();
	}

	/** Whether it is not connected anew when it ends. */
	boolean isAccepted() {
		return this.guarded.isAccepted();
	}

	/**
	 * Whether the engine holds a message that the network has not taken. An estimate
	 * while it works; JeroMQ's own encoder does not tell.
	 */
	boolean isWriting() {
		FrameEncoder encoder = this.mechanism.encoder();
		boolean written = this.engines.unsent(this.engine) == 0 && this.engines.encoder(this.engine) == encoder
				&& encoder.isWritten();
		return !isIdle() && !written;
	}

	/**
	 * Have an engine that has written everything look whether there is more. By itself it
	 * looks once the network takes more, which may be never.
	 */
	private void findOutWhetherIdle() {
		if (this.engines.unsent(this.engine) == 0) {
			execute(() -> {
				if (this.engines.isPlugged(this.engine)) {
					this.engine.restartOutput();
				}
			});
		}
	}

	/** Whether the connection has not ended. */
	boolean isOpen() {
		return this.guarded.channel().isOpen();
	}

	/** How often something was read from the network. */
	int reads() {
		return this.mechanism.decoder().reads();
	}

	/** Run a task on the I/O thread of the connection. */
	void execute(Runnable task) {
		this.guarded.ioThread().execute(task);
	}

	/**
	 * Tell the peer that nothing follows, and drop what it still sends, until it ends the
	 * connection. For the I/O thread.
	 */
	void end() {
		if (!this.engines.isPlugged(this.engine)) {
			return;
		}
		this.mechanism.heartbeat().end();
		this.mechanism.decoder().discard();
		ConnectionFlow flow = this.guarded.flow();
		if (flow != null) {
			flow.inbound().ended();
		}
		try {
			this.guarded.channel().shutdownOutput();
		}
		catch (IOException ex) {
			// It has ended.
			return;
		}
		this.engines.resumeInput(this.engine);
	}

}
