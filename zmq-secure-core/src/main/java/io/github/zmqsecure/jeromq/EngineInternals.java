// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;
import zmq.io.StreamEngine;
import zmq.io.coder.IDecoder;
import zmq.io.coder.IEncoder;
import zmq.io.mechanism.Mechanism;
import zmq.util.function.Supplier;

/**
 * The private members of the engine, which moves the bytes of one connection. What writes
 * is for the engine's own thread only.
 */
final class EngineInternals {

	private static final int MAJOR_VERSION = 10;

	private static final int MINOR_VERSION = 11;

	private final VarHandle mechanism;

	private final VarHandle decoder;

	private final VarHandle encoder;

	private final VarHandle greetingReceived;

	private final VarHandle greetingSize;

	private final VarHandle unread;

	private final VarHandle inputStopped;

	private final VarHandle handshaking;

	private final VarHandle plugged;

	private final VarHandle unsent;

	private final VarHandle ioError;

	private final VarHandle nextMessage;

	private final VarHandle messages;

	private final VarHandle ping;

	private final MethodHandle error;

	EngineInternals() throws ReflectiveOperationException {
		PrivateMembers engine = new PrivateMembers(StreamEngine.class);
		this.mechanism = engine.writableField("mechanism", Mechanism.class);
		this.decoder = engine.writableField("decoder", IDecoder.class);
		this.encoder = engine.writableField("encoder", IEncoder.class);
		this.greetingReceived = engine.field("greetingRecv", ByteBuffer.class);
		this.greetingSize = engine.field("greetingSize", int.class);
		this.unread = engine.field("insize", int.class);
		this.inputStopped = engine.field("inputStopped", boolean.class);
		this.plugged = engine.field("plugged", boolean.class);
		this.unsent = engine.field("outsize", int.class);
		this.ioError = engine.field("ioError", boolean.class);
		this.nextMessage = engine.writableField("nextMsg", Supplier.class);
		this.messages = engine.field("pullAndEncode", Supplier.class);
		this.ping = engine.field("producePingMessage", Supplier.class);
		this.handshaking = engine.field("handshaking", boolean.class);
		this.error = engine.method("error", void.class, StreamEngine.ErrorReason.class);
	}

	@Nullable Mechanism mechanism(StreamEngine engine) {
		return (Mechanism) this.mechanism.getVolatile(engine);
	}

	void setMechanism(StreamEngine engine, Mechanism mechanism) {
		this.mechanism.setVolatile(engine, mechanism);
	}

	/** To be done before a frame was decoded. */
	IDecoder decoder(StreamEngine engine) {
		return (IDecoder) this.decoder.get(engine);
	}

	void setDecoder(StreamEngine engine, IDecoder decoder) {
		this.decoder.set(engine, decoder);
	}

	/** For any thread. */
	IEncoder encoder(StreamEngine engine) {
		return (IEncoder) this.encoder.getVolatile(engine);
	}

	/** To be done before a frame was encoded. */
	void setEncoder(StreamEngine engine, IEncoder encoder) {
		this.encoder.set(engine, encoder);
	}

	ByteBuffer greeting(StreamEngine engine) {
		return (ByteBuffer) this.greetingReceived.getVolatile(engine);
	}

	/** Whether the greeting of the connection is not over. */
	boolean isGreeting(StreamEngine engine) {
		return (boolean) this.handshaking.get(engine);
	}

	/** Whether the peer, whose greeting is over, speaks ZMTP 3.1, which knows PINGs. */
	boolean isZmtp31(StreamEngine engine) {
		ByteBuffer greeting = greeting(engine);
		return greeting.get(MAJOR_VERSION) > 3 || greeting.get(MINOR_VERSION) > 0;
	}

	/**
	 * Send a PING as soon as the network takes it, unless there is something that goes
	 * before messages. To be called on the engine's own thread only.
	 */
	void ping(StreamEngine engine) {
		if (isPlugged(engine) && !(boolean) this.ioError.get(engine)
				&& this.nextMessage.get(engine) == this.messages.get(engine)) {
			this.nextMessage.set(engine, this.ping.get(engine));
			engine.restartOutput();
		}
	}

	boolean isPlugged(StreamEngine engine) {
		return (boolean) this.plugged.get(engine);
	}

	/** Bytes of the network that wait in the buffer of the engine. */
	int unsent(StreamEngine engine) {
		return (int) this.unsent.getVolatile(engine);
	}

	/** Whether the engine does not read, since nobody takes what it has. */
	boolean isInputStopped(StreamEngine engine) {
		return (boolean) this.inputStopped.getVolatile(engine);
	}

	/**
	 * Have an engine read on that does not. An exception ends its connection, which is
	 * not under way in the poller, so that nobody else would find it. To be called on its
	 * own thread only.
	 */
	void resumeInput(StreamEngine engine) {
		if (isPlugged(engine) && isInputStopped(engine)) {
			try {
				engine.restartInput();
			}
			catch (RuntimeException ex) {
				if (isPlugged(engine)) {
					end(engine);
				}
				throw ex;
			}
		}
	}

	/**
	 * Whether an engine was left in the middle of what it received. To be called on its
	 * own thread only.
	 */
	boolean isInterrupted(StreamEngine engine) {
		boolean unread = (int) this.unread.get(engine) > 0 && !(boolean) this.inputStopped.get(engine);
		boolean greeted = isGreeting(engine) && greeting(engine).position() >= (int) this.greetingSize.get(engine);
		return unread || greeted;
	}

	/** End the connection as JeroMQ itself ends one. */
	void end(StreamEngine engine) {
		try {
			this.error.invokeExact(engine, StreamEngine.ErrorReason.PROTOCOL);
		}
		catch (Throwable ex) {
			throw PrivateMembers.rethrow(ex);
		}
	}

}
