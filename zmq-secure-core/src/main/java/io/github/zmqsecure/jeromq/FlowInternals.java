// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZObject;
import zmq.pipe.Pipe;
import zmq.pipe.YPipe;
import zmq.pipe.YPipeBase;
import zmq.socket.reqrep.Router;
import zmq.util.Blob;

/**
 * The private members by which bytes are counted on their way, and those are told who
 * wait for them.
 */
final class FlowInternals {

	private final VarHandle pipeIn;

	private final VarHandle pipeOut;

	private final VarHandle routerPipes;

	private final VarHandle routerPipe;

	private final MethodHandle sendActivateWrite;

	private final MethodHandle sendActivateRead;

	FlowInternals() throws ReflectiveOperationException {
		PrivateMembers pipe = new PrivateMembers(Pipe.class);
		this.pipeIn = pipe.writableField("inpipe", YPipeBase.class);
		this.pipeOut = pipe.writableField("outpipe", YPipeBase.class);
		this.routerPipes = new PrivateMembers(Router.class).field("outpipes", Map.class);
		Class<?> outpipe = Class.forName("zmq.socket.reqrep.Router$Outpipe");
		this.routerPipe = new PrivateMembers(outpipe).field("pipe", Pipe.class);
		PrivateMembers object = new PrivateMembers(ZObject.class);
		this.sendActivateWrite = object.method("sendActivateWrite", void.class, Pipe.class, long.class);
		this.sendActivateRead = object.method("sendActivateRead", void.class, Pipe.class);
	}

	/**
	 * Stand before the messages that one end of a pipe is given and the other end gives,
	 * before the other end is in use.
	 */
	void meter(Pipe reader, Pipe writer, MeteredPipe.Meter meter) {
		MeteredPipe metered = new MeteredPipe(in(reader), meter);
		this.pipeIn.set(reader, metered);
		this.pipeOut.set(writer, metered);
	}

	/** Whether nobody stands before what a pipe gives, which is all that it was given. */
	boolean keepsAll(Pipe reader) {
		return this.pipeIn.get(reader) instanceof YPipe;
	}

	/**
	 * Stand before the messages that one end of a pipe gives. For the thread of that end.
	 */
	void meterReader(Pipe reader, MeteredPipe.Meter meter) {
		this.pipeIn.set(reader, new MeteredPipe(in(reader), meter));
	}

	/**
	 * Stand before the messages that one end of a pipe is given. For the thread of that
	 * end, between messages.
	 */
	@SuppressWarnings("unchecked")
	void meterWriter(Pipe writer, MeteredPipe.Meter meter) {
		if (this.pipeOut.get(writer) instanceof YPipe<?> pipe) {
			this.pipeOut.set(writer, new MeteredPipe((YPipeBase<Msg>) pipe, meter));
		}
	}

	/** The meter of what goes out of one end of a pipe, if there is one. */
	MeteredPipe.@Nullable Meter meterOf(Pipe writer) {
		return (this.pipeOut.get(writer) instanceof MeteredPipe metered) ? metered.meter() : null;
	}

	/**
	 * Drop what one end of a pipe gives, if that is counted by a meter. For the thread of
	 * that end.
	 */
	void dropUnread(Pipe reader, MeteredPipe.Meter meter) {
		if (this.pipeIn.get(reader) instanceof MeteredPipe metered && metered.meter() == meter) {
			metered.drop();
		}
	}

	/** The meter of what one end of a pipe gives, if there is one. */
	MeteredPipe.@Nullable Meter readerMeterOf(Pipe reader) {
		return (this.pipeIn.get(reader) instanceof MeteredPipe metered) ? metered.meter() : null;
	}

	@SuppressWarnings("unchecked")
	private YPipeBase<Msg> in(Pipe pipe) {
		return (YPipeBase<Msg>) this.pipeIn.get(pipe);
	}

	/** The pipe to a peer of a ROUTER. For the thread that owns it. */
	@Nullable Pipe pipe(SocketBase router, byte[] routingId) {
		Object out = ((Map<?, ?>) this.routerPipes.get((Router) router)).get(Blob.createBlob(routingId));
		return (out != null) ? (Pipe) this.routerPipe.get(out) : null;
	}

	/** Tell an end of a pipe that it may write again. */
	void activateWrite(ZObject sender, Pipe pipe, long read) {
		try {
			this.sendActivateWrite.invokeExact(sender, pipe, read);
		}
		catch (Throwable ex) {
			throw PrivateMembers.rethrow(ex);
		}
	}

	/** Tell an end of a pipe that it may read again. */
	void activateRead(ZObject sender, Pipe pipe) {
		try {
			this.sendActivateRead.invokeExact(sender, pipe);
		}
		catch (Throwable ex) {
			throw PrivateMembers.rethrow(ex);
		}
	}

}
