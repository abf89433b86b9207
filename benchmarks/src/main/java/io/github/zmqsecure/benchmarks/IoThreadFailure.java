// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.benchmarks;

import io.github.zmqsecure.socket.HardenedContext;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import zmq.Ctx;
import zmq.ZObject;

/**
 * Ends an I/O thread by errors that no connection accounts for, so that the sockets are
 * rebuilt on a fresh context.
 */
final class IoThreadFailure extends ZObject {

	private static final int FIRST_IO_THREAD = 2;

	private final HardenedContext context;

	private final Thread ioThread;

	private IoThreadFailure(HardenedContext context, Ctx ctx, Thread ioThread) {
		super(ctx, FIRST_IO_THREAD);
		this.context = context;
		this.ioThread = ioThread;
	}

	static void of(HardenedContext context) {
		of(context, context.getIoThreads().get(0).thread());
	}

	private static void of(HardenedContext context, Thread ioThread) {
		try (ZMQ.Socket socket = context.get().createSocket(SocketType.PAIR)) {
			new IoThreadFailure(context, socket.getCtx(), ioThread).sendStop();
		}
	}

	@Override
	protected void processStop() {
		if (Thread.currentThread() == this.ioThread) {
			of(this.context, this.ioThread);
		}
		throw new InternalError("injected by the benchmark");
	}

}
