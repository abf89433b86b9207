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

package io.github.zmqsecure.listener;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.zmqsecure.RateLimitedLog;
import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.QueueFullException;
import io.github.zmqsecure.channel.SocketClosedException;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.converter.HeaderFrame;
import io.github.zmqsecure.converter.MessageContent;
import io.github.zmqsecure.converter.ReceivedMessage;
import io.github.zmqsecure.converter.WireFormat;
import io.github.zmqsecure.converter.ZmqMessageConverter;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;

/**
 * Sends what answers a message of one socket. A REP socket owes an answer to each request
 * before it takes the next, so it gives an empty one where there is none.
 */
class ReplySender {

	private static final RateLimitedLog log = new RateLimitedLog(LogFactory.getLog(ReplySender.class),
			Duration.ofSeconds(1));

	private static final Set<SocketType> ANSWERING = EnumSet.of(SocketType.ROUTER, SocketType.REP, SocketType.DEALER,
			SocketType.PAIR);

	private static final byte[] EMPTY = {};

	private final ManagedSocket socket;

	private final WireFormat layout;

	private final ZmqMessageConverter converter;

	ReplySender(ManagedSocket socket, WireFormat layout, ZmqMessageConverter converter) {
		this.socket = socket;
		this.layout = layout;
		this.converter = converter;
	}

	boolean canReply() {
		return ANSWERING.contains(this.socket.getSettings().type());
	}

	/**
	 * Answer a message.
	 * @param received the message, {@code null} if it could not be taken apart
	 * @param payload the payload of the answer, {@code null} for none
	 */
	void reply(@Nullable ReceivedMessage received, @Nullable Object payload) {
		if (payload != null && received != null) {
			send(this.layout.reply(received.envelope(), this.converter.write(payload)));
		}
		else if (isOwed()) {
			send(this.layout.reply(List.of(), new MessageContent(Map.of(), List.of(EMPTY))));
		}
	}

	/**
	 * Tell the asker that its request failed, if the layout has a place for that.
	 * @param received the message, {@code null} if it could not be taken apart
	 * @param reason why it failed
	 */
	void error(@Nullable ReceivedMessage received, DropReason reason) {
		boolean told = this.layout.hasHeaders() && canReply() && received != null && received.error() == null;
		if (told || isOwed()) {
			List<byte[]> envelope = (received != null) ? received.envelope() : List.of();
			send(this.layout.reply(envelope,
					new MessageContent(Map.of(HeaderFrame.ERROR, reason.tag()), List.of(EMPTY))));
		}
	}

	void send(ZmqMessage reply) {
		try {
			this.socket.send(reply);
		}
		catch (SocketClosedException ex) {
			this.socket.getStatistics().dropped(DropReason.CLOSED, 1);
			log.warn("A reply was ready only when socket '" + this.socket.getName() + "' was closed");
		}
		catch (QueueFullException ex) {
			log.warn("A reply was dropped: " + ex.getMessage());
		}
	}

	private boolean isOwed() {
		return this.socket.getSettings().type() == SocketType.REP;
	}

}
