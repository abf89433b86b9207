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

package io.github.zmqsecure.channel;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZError;
import zmq.ZMQ;

/**
 * Hands messages to JeroMQ without waiting. For the owner thread only.
 */
class MessageWriter {

	private final SocketBase base;

	private final SocketType type;

	MessageWriter(SocketBase base, SocketType type) {
		this.base = base;
		this.type = type;
	}

	/**
	 * Write one message.
	 * @return what became of it
	 */
	Result write(ZmqMessage message) {
		List<byte[]> frames = message.frames();
		int last = frames.size() - 1;
		for (int i = 0; i <= last; i++) {
			int flags = ZMQ.ZMQ_DONTWAIT | ((i < last) ? ZMQ.ZMQ_SNDMORE : 0);
			if (!this.base.send(new Msg(frames.get(i)), flags)) {
				return failure(this.base.errno());
			}
		}
		return Result.SENT;
	}

	private Result failure(int errno) {
		return switch (errno) {
			case ZError.EAGAIN ->
				(this.type == SocketType.ROUTER) ? Result.dropped(DropReason.PEER_FULL) : Result.BLOCKED;
			case ZError.EFSM -> (this.type == SocketType.REQ) ? Result.BLOCKED : Result.dropped(DropReason.NO_REQUEST);
			case ZError.EHOSTUNREACH -> Result.dropped(DropReason.UNROUTABLE);
			default -> Result.dropped(DropReason.SEND_FAILED);
		};
	}

	/**
	 * What became of a message.
	 *
	 * @param blocked whether it shall be written again when the socket is writable
	 * @param dropped why it was dropped, {@code null} if it wasn't
	 */
	record Result(boolean blocked, @Nullable DropReason dropped) {

		static final Result SENT = new Result(false, null);

		static final Result BLOCKED = new Result(true, null);

		static Result dropped(DropReason reason) {
			return new Result(false, reason);
		}

	}

}
