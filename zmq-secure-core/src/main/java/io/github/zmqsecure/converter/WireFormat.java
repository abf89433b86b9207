// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.converter;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.socket.HeaderMode;
import io.github.zmqsecure.socket.SocketTraits;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;

/**
 * How the messages of one socket are laid out: {@code [envelope][topic][headers]payload},
 * each only where the type of the socket and its {@code headers} ask for it. Where
 * headers are negotiated their frame bears the {@link WireHeaders mark}, by which the
 * connection knows it: to a peer that does not understand it, it is not sent. Immutable.
 *
 * @since 0.1.0
 */
public final class WireFormat {

	private static final byte[] DELIMITER = {};

	private final String socket;

	private final SocketType type;

	private final WireHeaders headers;

	private WireFormat(String socket, SocketType type, WireHeaders headers) {
		this.socket = socket;
		this.type = type;
		this.headers = headers;
	}

	/**
	 * Return the layout of the messages of a socket.
	 * @param socket the socket
	 * @return the layout
	 */
	public static WireFormat of(ManagedSocket socket) {
		return new WireFormat(socket.getName(), socket.getSettings().type(), WireHeaders.of(socket));
	}

	/**
	 * Return whether messages may bear a header frame.
	 * @return whether they may
	 */
	public boolean hasHeaders() {
		return this.headers.mode() != HeaderMode.FALSE;
	}

	/**
	 * Return whether every message bears a header frame, whoever the peer is.
	 * @return whether all do
	 */
	public boolean needsHeaders() {
		return this.headers.mode() == HeaderMode.TRUE;
	}

	/**
	 * Return whether the sender of a message understands headers in the answer.
	 * @param message the message
	 * @return whether it does, as far as the message tells
	 */
	public boolean understandsHeaders(ZmqMessage message) {
		return needsHeaders() || markedHeaders(message) >= 0;
	}

	/**
	 * Return a message as a peer without headers would have sent it, where headers are
	 * negotiated.
	 * @param message the message
	 * @return the message without its header frame
	 */
	public ZmqMessage withoutHeaders(ZmqMessage message) {
		int index = (needsHeaders()) ? -1 : markedHeaders(message);
		return (index < 0) ? message : without(message, index);
	}

	private static ZmqMessage without(ZmqMessage message, int index) {
		List<byte[]> frames = new ArrayList<>(message.frames());
		frames.remove(index);
		return new ZmqMessage(frames, message.peer());
	}

	/**
	 * Return what may be wrong with a message that can't be read: its first frame looks
	 * like headers that nobody asked for.
	 * @param message the message
	 * @return what may be wrong, {@code null} if nothing comes to mind
	 */
	public @Nullable String suspicion(ZmqMessage message) {
		List<byte[]> frames = message.frames();
		int start = contentStart(frames);
		return (start < frames.size() - 1) ? this.headers.suspicion(frames.get(start)) : null;
	}

	/**
	 * Lay out a message without an address.
	 * @param content the content
	 * @return the message
	 */
	public ZmqMessage message(MessageContent content) {
		boolean delimited = this.type == SocketType.DEALER && needsDelimiter(content);
		boolean published = SocketTraits.publishes(this.type) || isSubscriber();
		boolean headers = needsHeaders() || (hasHeaders() && !published);
		return assemble(delimited ? List.of(DELIMITER) : List.of(), content, headers);
	}

	/**
	 * Lay out a message to one peer of a ROUTER.
	 * @param routingId the routing id of the peer
	 * @param content the content
	 * @return the message
	 */
	public ZmqMessage addressed(byte[] routingId, MessageContent content) {
		return assemble(needsDelimiter(content) ? List.of(routingId, DELIMITER) : List.of(routingId), content);
	}

	/**
	 * Lay out a message to be published.
	 * @param topic the topic
	 * @param content the content
	 * @return the message
	 */
	public ZmqMessage published(String topic, MessageContent content) {
		return assemble(List.of(topic.getBytes(StandardCharsets.UTF_8)), content);
	}

	/**
	 * Lay out a request from a DEALER, in the standard envelope for replies.
	 * @param id the id of the request, not empty
	 * @param content the content
	 * @return the message
	 */
	public ZmqMessage request(byte[] id, MessageContent content) {
		return assemble(List.of(id, DELIMITER), content);
	}

	/**
	 * Lay out the reply to a received message.
	 * @param envelope the envelope of that message
	 * @param content the content
	 * @return the message
	 */
	public ZmqMessage reply(List<byte[]> envelope, MessageContent content) {
		return assemble(envelope, content);
	}

	/**
	 * Lay out the reply to a request, with headers where the request had some: who sent
	 * it raw reads raw, too.
	 * @param request the request
	 * @param envelope its envelope
	 * @param content the content
	 * @return the message
	 */
	public ZmqMessage reply(ZmqMessage request, List<byte[]> envelope, MessageContent content) {
		return assemble(envelope, content, understandsHeaders(request));
	}

	/**
	 * Take a received message apart.
	 * @param message the message
	 * @return its parts
	 * @throws UnreadableMessageException if it has not the layout of this socket
	 */
	public ReceivedMessage read(ZmqMessage message) {
		List<byte[]> frames = message.frames();
		int start = contentStart(frames);
		String topic = (isSubscriber() && start == 1) ? message.text(0) : null;
		List<byte[]> envelope = (isSubscriber() || start == 0) ? List.of() : frames.subList(0, start);
		List<byte[]> content = rest(frames, start);
		Map<String, String> headers = this.headers.read(content.get(0));
		if (headers == null) {
			return new ReceivedMessage(message, envelope, topic, Map.of(), content);
		}
		List<byte[]> payload = rest(frames, start + 1);
		ZmqMessage raw = (needsHeaders()) ? message : without(message, start);
		return new ReceivedMessage(raw, envelope, topic, headers, payload);
	}

	private int markedHeaders(ZmqMessage message) {
		List<byte[]> frames = message.frames();
		int start = contentStart(frames);
		return (start < frames.size() - 1 && this.headers.isMarked(frames.get(start))) ? start : -1;
	}

	/**
	 * Return the frames to put in front of a reply, of a message whose rest may be
	 * unreadable.
	 * @param message the message
	 * @return the envelope, empty where there is none
	 */
	public List<byte[]> envelope(ZmqMessage message) {
		List<byte[]> frames = message.frames();
		return (isSubscriber()) ? List.of() : frames.subList(0, Math.min(contentStart(frames), frames.size()));
	}

	/**
	 * Return whether the type of the socket gives its messages a routing id.
	 * @return whether it is a ROUTER
	 */
	public boolean isRouter() {
		return this.type == SocketType.ROUTER;
	}

	private boolean isSubscriber() {
		return SocketTraits.subscribes(this.type);
	}

	private int contentStart(List<byte[]> frames) {
		return switch (this.type) {
			case ROUTER -> Math.max(1, afterDelimiter(frames, 1));
			case DEALER -> afterDelimiter(frames, 0);
			case SUB, XSUB -> (frames.size() > 1) ? 1 : 0;
			default -> 0;
		};
	}

	/**
	 * The first empty frame that is not the last one ends the envelope. An empty last
	 * frame is an empty payload.
	 */
	private static int afterDelimiter(List<byte[]> frames, int from) {
		for (int i = from; i < frames.size() - 1; i++) {
			if (frames.get(i).length == 0) {
				return i + 1;
			}
		}
		return 0;
	}

	/**
	 * Whether the other side would take a frame of the content for the delimiter, or
	 * looks for headers after one.
	 */
	private boolean needsDelimiter(MessageContent content) {
		List<byte[]> frames = content.frames();
		return needsHeaders() || afterDelimiter(frames, 0) > 0;
	}

	private List<byte[]> rest(List<byte[]> frames, int start) {
		if (start >= frames.size()) {
			throw new UnreadableMessageException("A message for socket '" + this.socket + "' has only " + frames.size()
					+ " frames"
					+ (needsHeaders() ? ", and at least " + (start + 1) + " belong in it, since '"
							+ this.headers.property() + "' is true. Set 'headers: auto' where peers send no headers."
							: ""),
					null);
		}
		return (start == 0) ? frames : frames.subList(start, frames.size());
	}

	private ZmqMessage assemble(List<byte[]> prefix, MessageContent content) {
		return assemble(prefix, content, hasHeaders());
	}

	private ZmqMessage assemble(List<byte[]> prefix, MessageContent content, boolean withHeaders) {
		List<byte[]> payload = content.frames();
		if (prefix.isEmpty() && !withHeaders) {
			return new ZmqMessage(payload, null);
		}
		List<byte[]> frames = new ArrayList<>(prefix.size() + 1 + payload.size());
		frames.addAll(prefix);
		if (withHeaders) {
			frames.add(this.headers.write(content.headers()));
		}
		frames.addAll(payload);
		return new ZmqMessage(frames, null);
	}

}
