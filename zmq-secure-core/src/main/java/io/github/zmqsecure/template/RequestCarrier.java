// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.template;

import java.time.Duration;

import io.github.zmqsecure.auth.AuthenticatedPeer;
import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.template.NoReplyException.Sent;
import org.jspecify.annotations.Nullable;

/**
 * The socket by which requests are sent.
 */
interface RequestCarrier {

	/**
	 * Return the name of the socket.
	 */
	String getName();

	/**
	 * Put a request into the queue, or throw an exception.
	 * @param message the message
	 * @param request the request, to be told of its place in the queue
	 */
	void enqueueRequest(ZmqMessage message, PendingRequest request);

	/**
	 * Return whether all connections are to one peer, or nobody can tell.
	 */
	boolean hasOnePeer();

	/**
	 * Return whether a peer may reply to a request of a former connection.
	 */
	boolean mayComeBack();

	/**
	 * Return whether the socket has a peer, or needs none.
	 */
	boolean isConnected();

	/**
	 * Tell why something fails at once for want of a peer.
	 * @param sent whether it was sent
	 */
	NoReplyException reasonOfHaste(Sent sent);

	/**
	 * Tell why a request got no reply.
	 * @param timeout how long the reply was waited for
	 * @param sent whether the request was sent
	 */
	NoReplyException reasonOfSilence(Duration timeout, Sent sent);

	/**
	 * Count a reply that is not handed over.
	 * @param reason why
	 */
	void count(DropReason reason);

	/**
	 * Drop a reply that came from another peer than the one that was asked.
	 * @param peer who sent it
	 */
	void dropForeignReply(@Nullable AuthenticatedPeer peer);

}
