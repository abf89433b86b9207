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

import java.util.ArrayList;
import java.util.List;

import io.github.zmqsecure.auth.AuthenticatedPeer;
import io.github.zmqsecure.auth.VerdictProperty;
import io.github.zmqsecure.auth.ZapVerdict;
import io.github.zmqsecure.socket.SocketOption;
import io.github.zmqsecure.socket.SocketSettings;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZMQ;
import zmq.io.Metadata;

import org.springframework.util.unit.DataSize;

/**
 * Takes messages from JeroMQ without waiting, and lets pass only those that keep to the
 * rules. For the owner thread only.
 */
class MessageReader {

	private final SocketBase base;

	private final VerdictProperty verdicts;

	private final MessageStatistics statistics;

	private final boolean authenticated;

	private final boolean localAllowed;

	private final long maxFrameSize;

	MessageReader(SocketBase base, SocketSettings settings, VerdictProperty verdicts, MessageStatistics statistics) {
		this.base = base;
		this.verdicts = verdicts;
		this.statistics = statistics;
		// JeroMQ hands subscriptions to XPUB without the metadata of their connection.
		this.authenticated = settings.security().isCurveServer() && settings.type() != SocketType.XPUB;
		this.localAllowed = settings.hasInproc();
		this.maxFrameSize = settings.options().getRequired(SocketOption.MAX_MSG_SIZE, DataSize.class).toBytes();
	}

	/**
	 * Read one message.
	 * @return what was read; {@link Result#NOTHING} if no message waits
	 */
	Result read() {
		Msg frame = this.base.recv(ZMQ.ZMQ_DONTWAIT);
		if (frame == null) {
			return Result.NOTHING;
		}
		List<byte[]> frames = new ArrayList<>(4);
		boolean tooLarge = false;
		while (true) {
			frames.add(frame.data());
			tooLarge |= frame.size() > this.maxFrameSize;
			if (!frame.hasMore()) {
				break;
			}
			Msg next = this.base.recv(ZMQ.ZMQ_DONTWAIT);
			if (next == null) {
				break;
			}
			frame = next;
		}
		return (tooLarge) ? dropped(DropReason.TOO_LARGE) : accept(frames, frame.getMetadata());
	}

	private Result accept(List<byte[]> frames, @Nullable Metadata metadata) {
		AuthenticatedPeer peer = peerOf(metadata);
		boolean allowed = !this.authenticated || peer != null || (this.localAllowed && metadata == null);
		if (!allowed) {
			return dropped(DropReason.UNAUTHENTICATED);
		}
		ZmqMessage message = new ZmqMessage(frames, peer);
		this.statistics.received(message);
		return new Result(true, message);
	}

	private @Nullable AuthenticatedPeer peerOf(@Nullable Metadata metadata) {
		ZapVerdict verdict = this.verdicts.read(metadata);
		return (verdict != null) ? verdict.peer() : null;
	}

	private Result dropped(DropReason reason) {
		this.statistics.dropped(reason, 1);
		return new Result(true, null);
	}

	/**
	 * What was read.
	 *
	 * @param any whether a message was there
	 * @param message the message, {@code null} if it was dropped
	 */
	record Result(boolean any, @Nullable ZmqMessage message) {

		static final Result NOTHING = new Result(false, null);

	}

}
