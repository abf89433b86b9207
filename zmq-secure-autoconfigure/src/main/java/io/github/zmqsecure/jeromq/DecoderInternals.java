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

import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.function.UnaryOperator;

import zmq.Msg;
import zmq.io.StreamEngine;
import zmq.io.coder.Decoder;
import zmq.io.coder.DecoderBase;
import zmq.io.coder.IDecoder;
import zmq.msg.MsgAllocator;

/**
 * The private fields of the decoder, through which frames are received. To be used on the
 * engine's own thread only.
 */
final class DecoderInternals {

	private final VarHandle engineDecoder;

	private final VarHandle message;

	private final VarHandle buffer;

	/** Final in JeroMQ, so that no handle may write it. */
	private final Field finalBuffer;

	private final Field finalAllocator;

	DecoderInternals() throws ReflectiveOperationException {
		this.engineDecoder = new PrivateMembers(StreamEngine.class).field("decoder", IDecoder.class);
		this.message = new PrivateMembers(Decoder.class).writableField("inProgress", Msg.class);
		this.buffer = new PrivateMembers(DecoderBase.class).field("buf", ByteBuffer.class);
		this.finalBuffer = field(DecoderBase.class, "buf");
		this.finalAllocator = field(Decoder.class, "allocator");
	}

	void replaceMessage(StreamEngine engine, Msg message) {
		this.message.set((Decoder) decoder(engine), message);
	}

	/** Before a frame was decoded. */
	void replaceAllocator(StreamEngine engine, UnaryOperator<MsgAllocator> replacement) {
		IDecoder decoder = decoder(engine);
		set(this.finalAllocator, decoder, replacement.apply((MsgAllocator) get(this.finalAllocator, decoder)));
	}

	/** The buffer of the frames that are not received into a message at once. */
	ByteBuffer buffer(StreamEngine engine) {
		return (ByteBuffer) this.buffer.get((DecoderBase) decoder(engine));
	}

	/**
	 * The engine goes through what it received already before it takes the new buffer.
	 */
	void replaceBuffer(StreamEngine engine, ByteBuffer buffer) {
		set(this.finalBuffer, decoder(engine), buffer);
	}

	private IDecoder decoder(StreamEngine engine) {
		return (IDecoder) this.engineDecoder.get(engine);
	}

	private static Object get(Field field, Object target) {
		try {
			return field.get(target);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException("JeroMQ's " + field + " could not be read", ex);
		}
	}

	private static void set(Field field, Object target, Object value) {
		try {
			field.set(target, value);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException("JeroMQ's " + field + " could not be replaced", ex);
		}
	}

	private static Field field(Class<?> type, String name) throws NoSuchFieldException {
		Field field = type.getDeclaredField(name);
		field.setAccessible(true);
		return field;
	}

}
