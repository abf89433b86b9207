// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import java.util.List;
import java.util.Map;

import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.MessageTooLargeException;
import io.github.zmqsecure.channel.QueueFullException;
import io.github.zmqsecure.channel.SocketClosedException;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.converter.HeaderFrame;
import io.github.zmqsecure.converter.MessageContent;
import io.github.zmqsecure.converter.ReceivedMessage;
import io.github.zmqsecure.converter.WireFormat;
import io.github.zmqsecure.converter.ZmqMessageConverter;
import io.github.zmqsecure.socket.SocketTraits;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;

/**
 * Lays out and sends what answers the messages of a listener. A REP socket owes an answer
 * to each request before it takes the next, so it gives an empty one where there is none.
 */
class ReplySender {

	private static final MessageContent EMPTY = new MessageContent(Map.of(), List.of(new byte[0]));

	private static final String LOST = "lost reply";

	private final ManagedSocket socket;

	private final WireFormat wireFormat;

	private final ZmqMessageConverter converter;

	private final FailureLog log;

	ReplySender(ManagedSocket socket, WireFormat wireFormat, ZmqMessageConverter converter, FailureLog log) {
		this.socket = socket;
		this.wireFormat = wireFormat;
		this.converter = converter;
		this.log = log;
	}

	/**
	 * Return a message as it is shown to the application.
	 */
	ZmqMessage shown(InFlightMessage message) {
		return this.wireFormat.withoutHeaders(message.raw());
	}

	/**
	 * Return what may be the matter with a message that can't be read.
	 * @return the text, empty if nothing comes to mind
	 */
	String suspicion(InFlightMessage message) {
		String suspicion = this.wireFormat.suspicion(message.raw());
		return (suspicion != null) ? " " + suspicion : "";
	}

	boolean canReply() {
		return SocketTraits.answers(this.socket.getSettings().type());
	}

	/**
	 * Lay out an answer.
	 * @param payload the payload, or a whole {@link ZmqMessage} with its envelope
	 * @return the answer, {@code null} if the socket can't answer
	 */
	@Nullable ZmqMessage answer(InFlightMessage message, Object payload) {
		AsyncResults.checkValue(payload);
		if (!canReply()) {
			this.log.warn(LOST, "An answer was dropped: socket '" + this.socket.getName() + "' is a "
					+ this.socket.getSettings().type() + " and can't answer", null);
			return null;
		}
		return (payload instanceof ZmqMessage whole) ? whole
				: this.wireFormat.reply(message.raw(), envelopeOf(message), this.converter.write(payload));
	}

	/**
	 * Lay out an answer without content for somebody who waits for one.
	 * @return the answer, {@code null} if the message is not a request
	 */
	@Nullable ZmqMessage empty(InFlightMessage message) {
		boolean awaited = isOwed() || (canReply() && isRequest(message));
		return (awaited) ? this.wireFormat.reply(message.raw(), envelopeOf(message), EMPTY) : null;
	}

	/**
	 * Lay out the answer without content that a REP socket owes.
	 * @return the answer, {@code null} for other sockets
	 */
	@Nullable ZmqMessage owed(InFlightMessage message) {
		return (isOwed()) ? this.wireFormat.reply(message.raw(), envelopeOf(message), EMPTY) : null;
	}

	/**
	 * Lay out what tells the requester that its request failed, if the wire format has a
	 * place for that. Nobody is told who sent something that is neither readable nor a
	 * request.
	 * @param reason why it failed
	 */
	@Nullable ZmqMessage error(InFlightMessage message, DropReason reason) {
		ReceivedMessage received = message.received();
		boolean expected = (received != null) ? received.error() == null : isRequest(message);
		boolean told = this.wireFormat.understandsHeaders(message.raw()) && canReply() && expected;
		return (told || isOwed())
				? this.wireFormat.reply(message.raw(), envelopeOf(message), EMPTY.with(HeaderFrame.ERROR, reason.tag()))
				: null;
	}

	/**
	 * Send an answer, or if it is too large, that there is none. Throws nothing.
	 */
	void send(InFlightMessage message, ZmqMessage answer) {
		try {
			this.socket.reply(message.raw(), answer);
		}
		catch (MessageTooLargeException ex) {
			this.log.error(LOST, "A reply is too large: " + ex.getMessage(), null);
			ZmqMessage error = error(message, DropReason.TOO_LARGE);
			if (error != null && isSmaller(error, answer)) {
				send(message, error);
			}
		}
		catch (SocketClosedException ex) {
			this.socket.getStatistics().dropped(DropReason.CLOSED, 1);
			this.log.warn(LOST, "A reply was ready only when socket '" + this.socket.getName() + "' was closed", null);
		}
		catch (QueueFullException ex) {
			this.log.warn(LOST, "A reply was dropped: " + ex.getMessage(), null);
		}
		catch (Throwable ex) {
			this.log.error(LOST, "A reply could not be sent on socket '" + this.socket.getName() + "'", ex);
		}
	}

	private static boolean isSmaller(ZmqMessage error, ZmqMessage answer) {
		return error.size() < answer.size() || error.frames().size() < answer.frames().size();
	}

	/**
	 * Release the requester of a message that is done with, if nobody has answered it.
	 */
	void release(InFlightMessage message) {
		this.socket.replyEmpty(message.raw());
	}

	private List<byte[]> envelopeOf(InFlightMessage message) {
		ReceivedMessage received = message.received();
		return (received != null) ? received.envelope() : this.wireFormat.envelope(message.raw());
	}

	private boolean isRequest(InFlightMessage message) {
		int routing = (this.wireFormat.isRouter()) ? 1 : 0;
		return envelopeOf(message).size() > routing;
	}

	private boolean isOwed() {
		return this.socket.getSettings().type() == SocketType.REP;
	}

}
