// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.channels.Selector;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;

import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import zmq.Ctx;
import zmq.SocketBase;

/**
 * The private members of a context, by which it is taken down from outside.
 */
final class ContextInternals {

	private final VarHandle contextCtx;

	private final VarHandle contextClosed;

	private final VarHandle slots;

	private final VarHandle selectors;

	private final VarHandle sockets;

	private final VarHandle socketsLock;

	private final MethodHandle shutdown;

	ContextInternals() throws ReflectiveOperationException {
		PrivateMembers context = new PrivateMembers(ZMQ.Context.class);
		this.contextCtx = context.field("ctx", Ctx.class);
		this.contextClosed = context.field("closed", AtomicBoolean.class);
		PrivateMembers ctx = new PrivateMembers(Ctx.class);
		this.slots = ctx.field("slots", Class.forName("[Lzmq.IMailbox;"));
		this.selectors = ctx.field("selectors", List.class);
		this.sockets = ctx.field("sockets", List.class);
		this.socketsLock = ctx.field("slotSync", Lock.class);
		this.shutdown = ctx.method("shutdown", void.class);
	}

	Ctx ctx(ZContext context) {
		return (Ctx) this.contextCtx.get(context.getContext());
	}

	/** Let the context pass for closed, so that nobody tries to close it. */
	void markClosed(ZContext context) {
		((AtomicBoolean) this.contextClosed.get(context.getContext())).set(true);
	}

	/** Have all sockets of the context report that it was terminated. */
	void shutdown(Ctx ctx) throws Throwable {
		this.shutdown.invokeExact(ctx);
	}

	/** The mailboxes of all threads and sockets, {@code null} where there is none. */
	Object[] mailboxes(Ctx ctx) {
		Object[] slots = (Object[]) this.slots.getVolatile(ctx);
		return (slots != null) ? slots.clone() : new Object[0];
	}

	@SuppressWarnings("unchecked")
	List<Selector> selectors(Ctx ctx) {
		return (List<Selector>) this.selectors.get(ctx);
	}

	/** The sockets that were not destroyed, though they may be closed. */
	@SuppressWarnings("unchecked")
	List<SocketBase> sockets(Ctx ctx) {
		Lock lock = (Lock) this.socketsLock.get(ctx);
		lock.lock();
		try {
			return List.copyOf((List<SocketBase>) this.sockets.get(ctx));
		}
		finally {
			lock.unlock();
		}
	}

}
