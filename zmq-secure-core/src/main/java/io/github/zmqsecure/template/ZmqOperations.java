// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.template;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.zmqsecure.ZmqHeaders;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.messaging.Message;

/**
 * What can be done with the named sockets. A payload is a {@code byte[]} for one frame, a
 * {@code byte[][]} or {@code List<byte[]>} for several, a {@link Message} with headers,
 * or an object to be converted.
 * <p>
 * All methods throw {@link io.github.zmqsecure.channel.QueueFullException} if the
 * outbound queue stays full, {@link io.github.zmqsecure.channel.SocketClosedException} if
 * the socket is not open, {@link RefusedByServerException} if all its servers refuse it,
 * and {@link io.github.zmqsecure.converter.UnwritablePayloadException} if the payload
 * cannot be converted.
 *
 * @since 0.1.0
 */
public interface ZmqOperations {

	/**
	 * Send a payload. A {@link Message} may say where it goes, by
	 * {@link ZmqHeaders#TOPIC} on PUB and XPUB and {@link ZmqHeaders#ROUTING_ID} on
	 * ROUTER.
	 * @param socket the name of the socket
	 * @param payload the payload
	 * @return whether the message was queued; {@code false} only with the overflow policy
	 * {@code drop-newest}, when it was dropped and counted
	 */
	boolean send(String socket, Object payload);

	/**
	 * Send a payload to one peer of a ROUTER. To answer a request use
	 * {@link #reply(Message, Object)}, which knows its envelope.
	 * @param socket the name of the ROUTER socket
	 * @param routingId the routing id of the peer, as {@link ZmqHeaders#ROUTING_ID} of
	 * what it sent
	 * @param payload the payload
	 * @return whether the message was queued
	 */
	boolean sendTo(String socket, byte[] routingId, Object payload);

	/**
	 * Send frames exactly as they are, without envelope, header frame and observation.
	 * @param socket the name of the socket
	 * @param frames the frames, at least one; not copied
	 * @return whether the message was queued
	 */
	boolean sendFrames(String socket, byte[]... frames);

	/**
	 * Publish a payload.
	 * @param socket the name of the PUB or XPUB socket
	 * @param topic the topic, which becomes the first frame
	 * @param payload the payload
	 * @return whether the message was queued
	 */
	boolean publish(String socket, String topic, Object payload);

	/**
	 * Answer a message that a listener received, now or later, from any thread. A message
	 * of a REP socket can't be answered later: what its listener returns is the answer.
	 * @param request the message as the listener received it
	 * @param payload the payload of the answer
	 * @return whether the answer was queued
	 */
	boolean reply(Message<?> request, Object payload);

	/**
	 * Send a request on a DEALER socket, and wait for the reply for as long as the
	 * default timeout allows.
	 * @param <T> the type of the reply
	 * @param socket the name of the DEALER socket
	 * @param payload the payload of the request
	 * @param type the type of the reply
	 * @return the reply
	 * @throws RequestTimedOutException if no reply came in time; as all
	 * {@link NoReplyException}s it says whether the request was sent
	 * @throws NotConnectedException if no reply came in time for want of a peer
	 * @throws PeerGoneException at once when the connection has ended that took the
	 * request; not for a client with a {@code routing-id}, whose server may reply on the
	 * next one
	 * @throws NoReplyException if the thread was interrupted while waiting
	 * @throws IllegalStateException on the thread that owns the socket, which would wait
	 * for itself
	 * @throws ErrorReplyException if the peer says that the request failed
	 * @throws TooManyRequestsException if too many requests wait for their replies
	 * @throws io.github.zmqsecure.converter.UnreadableMessageException if the reply
	 * cannot be converted
	 */
	<T> T sendAndReceive(String socket, Object payload, Class<T> type);

	/**
	 * Send a request on a DEALER socket, and wait for the reply.
	 * @param <T> the type of the reply
	 * @param socket the name of the DEALER socket
	 * @param payload the payload of the request
	 * @param type the type of the reply
	 * @param timeout how long to wait for the reply
	 * @return the reply
	 * @see #sendAndReceive(String, Object, Class)
	 */
	<T> T sendAndReceive(String socket, Object payload, Class<T> type, Duration timeout);

	/**
	 * Send a request on a DEALER socket for a reply of a generic type, and wait for it
	 * for as long as the default timeout allows.
	 * @param <T> the type of the reply
	 * @param socket the name of the DEALER socket
	 * @param payload the payload of the request
	 * @param type the type of the reply
	 * @return the reply
	 * @see #sendAndReceive(String, Object, Class)
	 */
	<T> T sendAndReceive(String socket, Object payload, ParameterizedTypeReference<T> type);

	/**
	 * Send a request on a DEALER socket for a reply of a generic type, and wait for it.
	 * @param <T> the type of the reply
	 * @param socket the name of the DEALER socket
	 * @param payload the payload of the request
	 * @param type the type of the reply
	 * @param timeout how long to wait for the reply
	 * @return the reply
	 * @see #sendAndReceive(String, Object, Class)
	 */
	<T> T sendAndReceive(String socket, Object payload, ParameterizedTypeReference<T> type, Duration timeout);

	/**
	 * Send a request on a DEALER socket. The replies of many requests may come in any
	 * order.
	 * @param <T> the type of the reply
	 * @param socket the name of the DEALER socket
	 * @param payload the payload of the request
	 * @param type the type of the reply
	 * @return the reply to come, or one of the exceptions of
	 * {@link #sendAndReceive(String, Object, Class)} in its stead
	 */
	<T> CompletableFuture<T> requestAsync(String socket, Object payload, Class<T> type);

	/**
	 * Send a request on a DEALER socket, with a timeout.
	 * @param <T> the type of the reply
	 * @param socket the name of the DEALER socket
	 * @param payload the payload of the request
	 * @param type the type of the reply
	 * @param timeout how long to wait for the reply
	 * @return the reply to come
	 * @see #requestAsync(String, Object, Class)
	 */
	<T> CompletableFuture<T> requestAsync(String socket, Object payload, Class<T> type, Duration timeout);

	/**
	 * Send a request on a DEALER socket for a reply of a generic type.
	 * @param <T> the type of the reply
	 * @param socket the name of the DEALER socket
	 * @param payload the payload of the request
	 * @param type the type of the reply
	 * @return the reply to come
	 * @see #requestAsync(String, Object, Class)
	 */
	<T> CompletableFuture<T> requestAsync(String socket, Object payload, ParameterizedTypeReference<T> type);

	/**
	 * Send a request on a DEALER socket for a reply of a generic type, with a timeout.
	 * @param <T> the type of the reply
	 * @param socket the name of the DEALER socket
	 * @param payload the payload of the request
	 * @param type the type of the reply
	 * @param timeout how long to wait for the reply
	 * @return the reply to come
	 * @see #requestAsync(String, Object, Class)
	 */
	<T> CompletableFuture<T> requestAsync(String socket, Object payload, ParameterizedTypeReference<T> type,
			Duration timeout);

	/**
	 * Return the same operations, which say for themselves what happens while a socket
	 * that needs a peer has none: whether sending and requesting fail at once with
	 * {@link NotConnectedException}, or the message waits for one in the outbound queue.
	 * Whoever waits for room or for a reply when the last peer leaves fails then, and a
	 * request that was not sent is withdrawn. A message that was accepted before stays.
	 * @param failFast whether to fail at once
	 * @return operations on the same sockets
	 */
	ZmqOperations withFailFast(boolean failFast);

	/**
	 * Return the same operations, whose requests may be handled more than once. If the
	 * connection ends that took one it is sent again, by another connection where there
	 * is one, for up to {@code zmq.secure.template.retry.max-retries} times and within
	 * its timeout. As shipped that is not done.
	 * @return operations on the same sockets
	 */
	default ZmqOperations idempotent() {
		return this;
	}

}
