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

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.InaccessibleObjectException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.Selector;
import java.util.Set;

import io.github.zmqsecure.ZmqSecureException;
import org.jspecify.annotations.Nullable;
import zmq.Options;
import zmq.io.IOObject;
import zmq.io.SessionBase;
import zmq.io.StreamEngine;
import zmq.io.mechanism.Mechanism;
import zmq.poll.IPollEvents;
import zmq.poll.Poller;
import zmq.util.Blob;

/**
 * The private fields of JeroMQ 0.6.0 that tell what a connection is. Resolved once; with
 * another version nothing is started, since connections could not be guarded.
 */
final class JeromqInternals {

	private final VarHandle pollerSelector;

	private final VarHandle pollerFdTable;

	private final VarHandle pollerRetired;

	private final VarHandle handleFd;

	private final VarHandle handleHandler;

	private final VarHandle ioObjectHandler;

	private final VarHandle engineMechanism;

	private final VarHandle engineGreeting;

	private final VarHandle mechanismSession;

	private final VarHandle mechanismOptions;

	private final VarHandle mechanismIdentity;

	private final VarHandle mechanismUserId;

	private final VarHandle mechanismStatusCode;

	private final DecoderInternals decoder;

	private final CurveInternals curve;

	private final PipeInternals pipes;

	private JeromqInternals() throws ReflectiveOperationException {
		MethodHandles.Lookup poller = in(Poller.class);
		this.pollerSelector = poller.findVarHandle(Poller.class, "selector", Selector.class);
		this.pollerFdTable = poller.findVarHandle(Poller.class, "fdTable", Set.class);
		this.pollerRetired = poller.findVarHandle(Poller.class, "retired", boolean.class);
		MethodHandles.Lookup handle = in(Poller.Handle.class);
		this.handleFd = handle.findVarHandle(Poller.Handle.class, "fd", SelectableChannel.class);
		this.handleHandler = handle.findVarHandle(Poller.Handle.class, "handler", IPollEvents.class);
		this.ioObjectHandler = in(IOObject.class).findVarHandle(IOObject.class, "handler", IPollEvents.class);
		MethodHandles.Lookup engine = in(StreamEngine.class);
		this.engineMechanism = engine.findVarHandle(StreamEngine.class, "mechanism", Mechanism.class);
		this.engineGreeting = engine.findVarHandle(StreamEngine.class, "greetingRecv", ByteBuffer.class);
		MethodHandles.Lookup mechanism = in(Mechanism.class);
		this.mechanismSession = mechanism.findVarHandle(Mechanism.class, "session", SessionBase.class);
		this.mechanismOptions = mechanism.findVarHandle(Mechanism.class, "options", Options.class);
		this.mechanismIdentity = mechanism.findVarHandle(Mechanism.class, "identity", Blob.class);
		this.mechanismUserId = mechanism.findVarHandle(Mechanism.class, "userId", Blob.class);
		this.mechanismStatusCode = mechanism.findVarHandle(Mechanism.class, "statusCode", String.class);
		this.decoder = new DecoderInternals();
		this.curve = new CurveInternals();
		this.pipes = new PipeInternals();
	}

	/**
	 * Return the fields of the JeroMQ on the class path.
	 * @return the fields
	 * @throws ZmqSecureException if it has others
	 */
	static JeromqInternals get() {
		return Holder.get();
	}

	Selector selector(Poller poller) {
		return (Selector) this.pollerSelector.getVolatile(poller);
	}

	/** To be iterated on the poller's own thread only. */
	Set<?> handles(Poller poller) {
		return (Set<?>) this.pollerFdTable.getVolatile(poller);
	}

	/** Make the poller register anew what it has forgotten to register. */
	void registerAgain(Poller poller) {
		this.pollerRetired.setVolatile(poller, true);
		selector(poller).wakeup();
	}

	@Nullable StreamEngine engine(Object handle) {
		Object handler = this.handleHandler.getVolatile((Poller.Handle) handle);
		Object engine = (handler instanceof IOObject ioObject) ? this.ioObjectHandler.getVolatile(ioObject) : handler;
		return (engine instanceof StreamEngine streamEngine) ? streamEngine : null;
	}

	SelectableChannel channel(Object handle) {
		return (SelectableChannel) this.handleFd.getVolatile((Poller.Handle) handle);
	}

	@Nullable Mechanism mechanism(StreamEngine engine) {
		return (Mechanism) this.engineMechanism.getVolatile(engine);
	}

	/** To be called on the engine's own thread only. */
	void setMechanism(StreamEngine engine, Mechanism mechanism) {
		this.engineMechanism.setVolatile(engine, mechanism);
	}

	SessionBase session(Mechanism mechanism) {
		return (SessionBase) this.mechanismSession.get(mechanism);
	}

	Options options(Mechanism mechanism) {
		return (Options) this.mechanismOptions.get(mechanism);
	}

	void copyIdentity(Mechanism from, Mechanism to) {
		this.mechanismIdentity.set(to, (Blob) this.mechanismIdentity.get(from));
		this.mechanismUserId.set(to, (Blob) this.mechanismUserId.get(from));
	}

	ByteBuffer greeting(StreamEngine engine) {
		return (ByteBuffer) this.engineGreeting.getVolatile(engine);
	}

	@Nullable String statusCode(Mechanism mechanism) {
		return (String) this.mechanismStatusCode.getVolatile(mechanism);
	}

	DecoderInternals decoder() {
		return this.decoder;
	}

	CurveInternals curve() {
		return this.curve;
	}

	PipeInternals pipes() {
		return this.pipes;
	}

	private static MethodHandles.Lookup in(Class<?> type) throws IllegalAccessException {
		return MethodHandles.privateLookupIn(type, MethodHandles.lookup());
	}

	private static final class Holder {

		private static final @Nullable JeromqInternals INSTANCE;

		private static final @Nullable Throwable FAILURE;

		static {
			JeromqInternals instance = null;
			Throwable failure = null;
			try {
				instance = new JeromqInternals();
			}
			catch (ReflectiveOperationException | InaccessibleObjectException | LinkageError ex) {
				failure = ex;
			}
			INSTANCE = instance;
			FAILURE = failure;
		}

		static JeromqInternals get() {
			if (INSTANCE == null) {
				throw new ZmqSecureException(
						"The JeroMQ on the class path is not 0.6.0, so its connections could not be "
								+ "guarded. Use org.zeromq:jeromq:0.6.0, on the class path and not on the module path.",
						FAILURE);
			}
			return INSTANCE;
		}

	}

}
