// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.Own;
import zmq.SocketBase;
import zmq.ZObject;
import zmq.io.IEngine;
import zmq.io.SessionBase;
import zmq.io.StreamEngine;
import zmq.pipe.Pipe;
import zmq.pipe.Pipe.IPipeEvents;
import zmq.socket.reqrep.Dealer;
import zmq.socket.reqrep.Rep;
import zmq.socket.reqrep.Router;
import zmq.util.MultiMap;
import zmq.util.ValueReference;

/**
 * What JeroMQ 0.6.0 keeps to itself of a socket, and its owner needs in order to neither
 * tear nor lose messages.
 */
final class SocketInternals {

	private final MethodHandle send;

	private final MethodHandle receive;

	private final MethodHandle sendPipe;

	private final MethodHandle receivePipe;

	private final MethodHandle processCommands;

	private final MethodHandle terminateChild;

	private final VarHandle children;

	private final VarHandle endpoints;

	private final VarHandle endpointSession;

	private final VarHandle routerOut;

	private final VarHandle routerMore;

	private final MethodHandle routerSend;

	private final MethodHandle routerReceive;

	private final MethodHandle rollback;

	private final VarHandle repBegins;

	private final VarHandle pipeParent;

	private final VarHandle pipeSink;

	private final VarHandle sessionEngine;

	private final VarHandle outputStopped;

	SocketInternals() throws ReflectiveOperationException {
		PrivateMembers socket = new PrivateMembers(SocketBase.class);
		this.send = socket.method("xsend", boolean.class, Msg.class);
		this.receive = socket.method("xrecv", Msg.class);
		PrivateMembers dealer = new PrivateMembers(Dealer.class);
		this.sendPipe = dealer.method("sendpipe", boolean.class, Msg.class, ValueReference.class);
		this.receivePipe = dealer.method("recvpipe", Msg.class, ValueReference.class);
		this.processCommands = socket.method("processCommands", boolean.class, int.class, boolean.class,
				AtomicBoolean.class);
		PrivateMembers own = new PrivateMembers(Own.class);
		this.terminateChild = own.method("termChild", void.class, Own.class);
		this.children = own.field("owned", Set.class);
		this.endpoints = socket.field("endpoints", MultiMap.class);
		this.endpointSession = new PrivateMembers(Class.forName("zmq.SocketBase$EndpointPipe")).field("endpoint",
				Own.class);
		this.routerOut = new PrivateMembers(Router.class).field("currentOut", Pipe.class);
		this.routerMore = new PrivateMembers(Router.class).writableField("moreOut", boolean.class);
		PrivateMembers rep = new PrivateMembers(Rep.class);
		this.routerReceive = rep.superMethod(Router.class, "xrecv", Msg.class);
		MethodHandle send = rep.superMethod(Router.class, "xsend", boolean.class, Msg.class);
		this.routerSend = send.asType(send.type().changeReturnType(void.class));
		MethodHandle rollback = rep.superMethod(Router.class, "rollback", boolean.class);
		this.rollback = rollback.asType(rollback.type().changeReturnType(void.class));
		this.repBegins = rep.writableField("requestBegins", boolean.class);
		PrivateMembers pipe = new PrivateMembers(Pipe.class);
		this.pipeParent = pipe.field("parent", ZObject.class);
		this.sessionEngine = new PrivateMembers(SessionBase.class).field("engine", IEngine.class);
		this.pipeSink = pipe.writableField("sink", IPipeEvents.class);
		this.outputStopped = new PrivateMembers(StreamEngine.class).field("outputStopped", boolean.class);
	}

	boolean send(SocketBase socket, Msg frame) {
		try {
			return (boolean) this.send.invokeExact(socket, frame);
		}
		catch (Throwable ex) {
			throw PrivateMembers.rethrow(ex);
		}
	}

	@Nullable Msg receive(SocketBase socket) {
		try {
			return (Msg) this.receive.invokeExact(socket);
		}
		catch (Throwable ex) {
			throw PrivateMembers.rethrow(ex);
		}
	}

	/** Send a frame, and tell where to. */
	boolean send(Dealer socket, Msg frame, ValueReference<Pipe> pipe) {
		try {
			return (boolean) this.sendPipe.invokeExact(socket, frame, pipe);
		}
		catch (Throwable ex) {
			throw PrivateMembers.rethrow(ex);
		}
	}

	/** Receive a frame, and tell from where. */
	@Nullable Msg receive(Dealer socket, ValueReference<Pipe> pipe) {
		try {
			return (Msg) this.receivePipe.invokeExact(socket, pipe);
		}
		catch (Throwable ex) {
			throw PrivateMembers.rethrow(ex);
		}
	}

	/**
	 * Take the envelope of the next request off, as {@code Rep.xrecv} does. Where a
	 * message without one comes from a peer that left, JeroMQ would take the envelope of
	 * the next request for its rest, and lose the reply.
	 * @return how many messages without an envelope were dropped
	 */
	int receiveEnvelope(Rep socket) {
		try {
			int dropped = 0;
			Msg frame;
			while ((boolean) this.repBegins.get(socket)
					&& (frame = (Msg) this.routerReceive.invokeExact(socket)) != null) {
				if (frame.hasMore()) {
					boolean bottom = frame.size() == 0;
					this.routerSend.invokeExact(socket, frame);
					this.repBegins.set(socket, !bottom);
				}
				else {
					this.rollback.invokeExact(socket);
					this.routerMore.set((Router) socket, false);
					dropped++;
				}
			}
			return dropped;
		}
		catch (Throwable ex) {
			throw PrivateMembers.rethrow(ex);
		}
	}

	boolean processCommands(SocketBase socket, int timeoutMillis, AtomicBoolean cancelled) {
		try {
			return (boolean) this.processCommands.invokeExact(socket, timeoutMillis, false, cancelled);
		}
		catch (Throwable ex) {
			throw PrivateMembers.rethrow(ex);
		}
	}

	void terminateChild(SocketBase socket, Own session) {
		try {
			this.terminateChild.invokeExact((Own) socket, session);
		}
		catch (Throwable ex) {
			throw PrivateMembers.rethrow(ex);
		}
	}

	/** Whether a session was neither ended by its socket nor asked for its end. */
	boolean isChild(SocketBase socket, Own session) {
		return ((Set<?>) this.children.get((Own) socket)).contains(session);
	}

	MultiMap<?, ?> endpoints(SocketBase socket) {
		return (MultiMap<?, ?>) this.endpoints.get(socket);
	}

	Own session(Object endpoint) {
		return (Own) this.endpointSession.get(endpoint);
	}

	/** Whether a ROUTER or REP has a peer for the message that is being sent. */
	boolean hasReceiver(SocketBase socket) {
		return !(socket instanceof Router router) || this.routerOut.get(router) != null;
	}

	/**
	 * The session at the other end, {@code null} if a socket of this process is there.
	 */
	@Nullable SessionBase session(Pipe otherEnd) {
		return (this.pipeParent.get(otherEnd) instanceof SessionBase session) ? session : null;
	}

	/** {@code null} while the session has no connection. */
	@Nullable StreamEngine engine(SessionBase session) {
		return (this.sessionEngine.getVolatile(session) instanceof StreamEngine engine) ? engine : null;
	}

	/**
	 * Have what a pipe has brought be read when its connection was lost. For the owner
	 * only.
	 */
	void keepReadable(SocketBase socket, Pipe pipe) {
		boolean kept = JeromqInternals.get().session().options(socket).immediate;
		if (!kept && isToldOf(socket, pipe)) {
			this.pipeSink.set(pipe, new ReadablePipe(socket));
		}
	}

	/** Whether a socket itself is told of what happens to a pipe. */
	boolean isToldOf(SocketBase socket, Pipe pipe) {
		return this.pipeSink.get(pipe) == socket;
	}

	/** Whether an engine has found nothing left to write. */
	boolean isIdle(StreamEngine engine) {
		return (boolean) this.outputStopped.getVolatile(engine);
	}

}
