// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.Options;
import zmq.Own;
import zmq.SocketBase;
import zmq.ZObject;
import zmq.io.SessionBase;
import zmq.pipe.Pipe;

/**
 * The private members of a session, which lies between a socket and the engine of a
 * connection. For the session's I/O thread only, where nothing else is said.
 */
final class SessionInternals {

	private final VarHandle pipe;

	private final VarHandle zapPipe;

	private final VarHandle pending;

	private final VarHandle terminating;

	private final VarHandle options;

	private final VarHandle active;

	private final MethodHandle sendBind;

	private final MethodHandle pull;

	SessionInternals() throws ReflectiveOperationException {
		PrivateMembers session = new PrivateMembers(SessionBase.class);
		this.pipe = session.writableField("pipe", Pipe.class);
		this.zapPipe = session.field("zapPipe", Pipe.class);
		this.pending = session.field("pending", boolean.class);
		this.active = session.field("active", boolean.class);
		this.pull = session.method("pullMsg", Msg.class);
		PrivateMembers own = new PrivateMembers(Own.class);
		this.terminating = own.field("terminating", boolean.class);
		this.options = own.field("options", Options.class);
		this.sendBind = new PrivateMembers(ZObject.class).method("sendBind", void.class, Own.class, Pipe.class);
	}

	@Nullable Pipe pipe(SessionBase session) {
		return (Pipe) this.pipe.get(session);
	}

	/** Whether a session has a pipe. For any thread. */
	boolean hasPipe(SessionBase session) {
		return this.pipe.getVolatile(session) != null;
	}

	void setPipe(SessionBase session, Pipe pipe) {
		this.pipe.set(session, pipe);
	}

	/**
	 * End the pipe of a session to the ZAP handler, which JeroMQ keeps as long as the
	 * session.
	 */
	void endZap(SessionBase session) {
		Pipe pipe = (Pipe) this.zapPipe.get(session);
		if (pipe != null) {
			pipe.terminate(false);
		}
	}

	/** Whether a session ends with its connection, since the peer opened that. */
	boolean isAccepted(SessionBase session) {
		return !(boolean) this.active.get(session);
	}

	/** Whether a session ends, as soon as its pipes have ended. */
	boolean isEnding(SessionBase session) {
		return (boolean) this.pending.get(session) || isTerminating(session);
	}

	/** Whether a session ends that has no pipes. */
	boolean isTerminating(SessionBase session) {
		return (boolean) this.terminating.get(session);
	}

	/** The options of a session, or of a socket. */
	Options options(Own own) {
		return (Options) this.options.get(own);
	}

	/** Take the next frame to be sent. */
	Msg pull(SessionBase session) {
		try {
			Msg frame = (Msg) this.pull.invokeExact(session);
			if (frame == null) {
				throw new IllegalStateException("The rest of a message that is being sent is missing");
			}
			return frame;
		}
		catch (Throwable ex) {
			throw PrivateMembers.rethrow(ex);
		}
	}

	/** Have the socket take the other end of a session's pipe. */
	void bind(SessionBase session, SocketBase socket, Pipe pipe) {
		try {
			this.sendBind.invokeExact((ZObject) session, (Own) socket, pipe);
		}
		catch (Throwable ex) {
			throw PrivateMembers.rethrow(ex);
		}
	}

}
