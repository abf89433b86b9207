// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.support;

import java.nio.channels.ClosedChannelException;
import java.util.concurrent.atomic.AtomicReference;

import io.github.zmqsecure.socket.HardenedContext;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import zmq.Ctx;
import zmq.ZError;
import zmq.ZObject;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs what a test likes on the I/O thread of a context, as JeroMQ's own commands are
 * run.
 */
public final class IoThreadSabotage {

	private static final int FIRST_IO_THREAD = 2;

	private IoThreadSabotage() {
	}

	/**
	 * Run an action on the first I/O thread. Returns at once.
	 * @param context the context
	 * @param action the action, which may throw anything
	 */
	public static void run(HardenedContext context, Runnable action) {
		run(context, 0, action);
	}

	/**
	 * Run an action on an I/O thread. Returns at once.
	 * @param context the context
	 * @param ioThread the number of the thread, from zero
	 * @param action the action, which may throw anything
	 */
	public static void run(HardenedContext context, int ioThread, Runnable action) {
		try (ZMQ.Socket socket = context.get().createSocket(SocketType.PAIR)) {
			new Saboteur(socket.getCtx(), FIRST_IO_THREAD + ioThread, action).go();
		}
	}

	/**
	 * Have the thread that owns a socket fail with an error, in the middle of what JeroMQ
	 * does for it.
	 * @param socket the socket
	 */
	public static void failOwner(ZMQ.Socket socket) {
		try {
			new Saboteur(socket.base().getCtx(), socket.base().getTid(), () -> {
				throw new InternalError("injected by the test");
			}).go();
		}
		catch (ZError.IOException ex) {
			// JeroMQ hands a command over before it wakes whom it is for, who has failed
			// and closed its mailbox meanwhile.
			assertThat(ex).hasCauseInstanceOf(ClosedChannelException.class);
		}
	}

	/**
	 * Have the I/O thread fail with an error that no connection accounts for.
	 * @param context the context
	 */
	public static void fail(HardenedContext context) {
		run(context, () -> {
			throw new InternalError("injected by the test");
		});
	}

	/**
	 * Have the I/O thread fail until it ends.
	 * @param context the context
	 */
	public static void kill(HardenedContext context) {
		kill(context, () -> {
		});
	}

	/**
	 * Have the I/O thread fail until it ends.
	 * @param context the context
	 * @param before what the thread does before each failure
	 */
	public static void kill(HardenedContext context, Runnable before) {
		Thread ioThread = context.getIoThreads().get(0).thread();
		AtomicReference<Runnable> next = new AtomicReference<>();
		next.set(() -> {
			if (Thread.currentThread() == ioThread) {
				run(context, next.get());
				before.run();
			}
			throw new InternalError("injected by the test");
		});
		run(context, next.get());
	}

	private static final class Saboteur extends ZObject {

		private final Runnable action;

		Saboteur(Ctx context, int tid, Runnable action) {
			super(context, tid);
			this.action = action;
		}

		void go() {
			sendStop();
		}

		@Override
		protected void processStop() {
			this.action.run();
		}

	}

}
