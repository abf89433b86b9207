/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.zmqsecure.connection;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.nio.channels.Selector;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.zmqsecure.ZmqSecureException;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import zmq.Ctx;
import zmq.io.StreamEngine;

/**
 * The private members of JeroMQ 0.6.0 by which a context is taken down and a connection
 * ended from outside.
 */
final class ContextInternals {

	private final VarHandle contextCtx;

	private final VarHandle contextClosed;

	private final VarHandle ctxSlots;

	private final VarHandle ctxSelectors;

	private final MethodHandle ctxShutdown;

	private final VarHandle engineUnread;

	private final VarHandle engineInputStopped;

	private final VarHandle engineHandshaking;

	private final VarHandle engineGreetingSize;

	private final MethodHandle engineError;

	ContextInternals() {
		try {
			MethodHandles.Lookup context = in(ZMQ.Context.class);
			this.contextCtx = context.findVarHandle(ZMQ.Context.class, "ctx", Ctx.class);
			this.contextClosed = context.findVarHandle(ZMQ.Context.class, "closed", AtomicBoolean.class);
			MethodHandles.Lookup ctx = in(Ctx.class);
			this.ctxSlots = ctx.findVarHandle(Ctx.class, "slots", Class.forName("[Lzmq.IMailbox;"));
			this.ctxSelectors = ctx.findVarHandle(Ctx.class, "selectors", List.class);
			this.ctxShutdown = ctx.findVirtual(Ctx.class, "shutdown", MethodType.methodType(void.class));
			MethodHandles.Lookup engine = in(StreamEngine.class);
			this.engineUnread = engine.findVarHandle(StreamEngine.class, "insize", int.class);
			this.engineInputStopped = engine.findVarHandle(StreamEngine.class, "inputStopped", boolean.class);
			this.engineHandshaking = engine.findVarHandle(StreamEngine.class, "handshaking", boolean.class);
			this.engineGreetingSize = engine.findVarHandle(StreamEngine.class, "greetingSize", int.class);
			this.engineError = engine.findVirtual(StreamEngine.class, "error",
					MethodType.methodType(void.class, StreamEngine.ErrorReason.class));
		}
		catch (ReflectiveOperationException | LinkageError ex) {
			throw new ZmqSecureException("The JeroMQ on the class path is not 0.6.0, so its contexts could not be "
					+ "healed. Use org.zeromq:jeromq:0.6.0, on the class path and not on the module path.", ex);
		}
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
		this.ctxShutdown.invokeExact(ctx);
	}

	/** The mailboxes of all threads and sockets, {@code null} where there is none. */
	Object[] mailboxes(Ctx ctx) {
		Object[] slots = (Object[]) this.ctxSlots.getVolatile(ctx);
		return (slots != null) ? slots.clone() : new Object[0];
	}

	@SuppressWarnings("unchecked")
	List<Selector> selectors(Ctx ctx) {
		return (List<Selector>) this.ctxSelectors.get(ctx);
	}

	/**
	 * Whether an engine was left in the middle of what it received. To be called on its
	 * own thread only.
	 */
	boolean isInterrupted(StreamEngine engine, int greetingReceived) {
		boolean unread = (int) this.engineUnread.get(engine) > 0 && !(boolean) this.engineInputStopped.get(engine);
		boolean greeted = (boolean) this.engineHandshaking.get(engine)
				&& greetingReceived >= (int) this.engineGreetingSize.get(engine);
		return unread || greeted;
	}

	/** To be called on the engine's own thread only. */
	void end(StreamEngine engine) throws Throwable {
		this.engineError.invokeExact(engine, StreamEngine.ErrorReason.PROTOCOL);
	}

	private static MethodHandles.Lookup in(Class<?> type) throws IllegalAccessException {
		return MethodHandles.privateLookupIn(type, MethodHandles.lookup());
	}

}
