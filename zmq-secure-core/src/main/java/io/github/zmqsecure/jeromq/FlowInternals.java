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

package io.github.zmqsecure.jeromq;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import zmq.Ctx;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZObject;
import zmq.io.IOObject;
import zmq.io.IOThread;
import zmq.io.StreamEngine;
import zmq.pipe.Pipe;
import zmq.pipe.YPipe;
import zmq.pipe.YPipeBase;
import zmq.poll.Poller;
import zmq.socket.reqrep.Router;
import zmq.util.Blob;

/**
 * The private members by which bytes are counted on their way, held up and let go.
 */
final class FlowInternals {

	private static final int TTL_TIMER = 0x80;

	private static final int TIMEOUT_TIMER = 0x82;

	private final VarHandle pipeIn;

	private final VarHandle pipeOut;

	private final VarHandle pipeWritten;

	private final VarHandle pipeRead;

	private final VarHandle pipePeersRead;

	private final VarHandle enginePlugged;

	private final VarHandle engineStopped;

	private final VarHandle engineUnsent;

	private final VarHandle engineIo;

	private final VarHandle engineTimeout;

	private final VarHandle engineTtl;

	private final VarHandle ioThreads;

	private final VarHandle ioThreadPoller;

	private final VarHandle routerPipes;

	private final VarHandle routerPipe;

	private final MethodHandle sendActivateWrite;

	private final MethodHandle sendActivateRead;

	FlowInternals() throws ReflectiveOperationException {
		PrivateMembers pipe = new PrivateMembers(Pipe.class);
		this.pipeIn = pipe.writableField("inpipe", YPipeBase.class);
		this.pipeOut = pipe.writableField("outpipe", YPipeBase.class);
		this.pipeWritten = pipe.field("msgsWritten", long.class);
		this.pipeRead = pipe.field("msgsRead", long.class);
		this.pipePeersRead = pipe.field("peersMsgsRead", long.class);
		PrivateMembers engine = new PrivateMembers(StreamEngine.class);
		this.enginePlugged = engine.field("plugged", boolean.class);
		this.engineStopped = engine.field("inputStopped", boolean.class);
		this.engineUnsent = engine.field("outsize", int.class);
		this.engineIo = engine.field("ioObject", IOObject.class);
		this.engineTimeout = engine.writableField("hasTimeoutTimer", boolean.class);
		this.engineTtl = engine.writableField("hasTtlTimer", boolean.class);
		this.ioThreads = new PrivateMembers(Ctx.class).field("ioThreads", List.class);
		this.ioThreadPoller = new PrivateMembers(IOThread.class).field("poller", Poller.class);
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

	/** The meter of what one end of a pipe gives, if there is one. */
	MeteredPipe.@Nullable Meter readerMeterOf(Pipe reader) {
		return (this.pipeIn.get(reader) instanceof MeteredPipe metered) ? metered.meter() : null;
	}

	@SuppressWarnings("unchecked")
	private YPipeBase<Msg> in(Pipe pipe) {
		return (YPipeBase<Msg>) this.pipeIn.get(pipe);
	}

	/** Messages that a pipe takes for unread. For the thread of that end. */
	long unread(Pipe pipe) {
		return (long) this.pipeWritten.get(pipe) - (long) this.pipePeersRead.get(pipe);
	}

	long read(Pipe pipe) {
		return (long) this.pipeRead.getVolatile(pipe);
	}

	/** The pipe to a peer of a ROUTER. For the thread that owns it. */
	@Nullable Pipe pipe(SocketBase router, byte[] routingId) {
		Object out = ((Map<?, ?>) this.routerPipes.get((Router) router)).get(Blob.createBlob(routingId));
		return (out != null) ? (Pipe) this.routerPipe.get(out) : null;
	}

	boolean isPlugged(StreamEngine engine) {
		return (boolean) this.enginePlugged.get(engine);
	}

	boolean isInputStopped(StreamEngine engine) {
		return (boolean) this.engineStopped.get(engine);
	}

	/** Bytes of the network that wait in the buffer of the engine. */
	int unsent(StreamEngine engine) {
		return (int) this.engineUnsent.get(engine);
	}

	/**
	 * Have the heartbeats of a peer not be missed while they are not read. What is read
	 * next starts them again.
	 */
	void stopHeartbeats(StreamEngine engine) {
		IOObject io = (IOObject) this.engineIo.get(engine);
		if ((boolean) this.engineTimeout.get(engine)) {
			io.cancelTimer(TIMEOUT_TIMER);
		}
		this.engineTimeout.set(engine, true);
		if ((boolean) this.engineTtl.get(engine)) {
			io.cancelTimer(TTL_TIMER);
			this.engineTtl.set(engine, false);
		}
	}

	Poller poller(Ctx ctx, int tid) {
		for (Object each : (List<?>) this.ioThreads.get(ctx)) {
			if (((IOThread) each).getTid() == tid) {
				return (Poller) this.ioThreadPoller.get((IOThread) each);
			}
		}
		throw new IllegalStateException("The context has no I/O thread " + tid);
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
