// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.jeromq;

import java.util.HashSet;
import java.util.Set;

import io.github.zmqsecure.memory.ByteAccount;
import zmq.Msg;
import zmq.SocketBase;

/**
 * What a PUB or XPUB is given of one subscriber: subscriptions of one frame, within
 * limits, and none twice. What the subscriber sends besides is discarded, but for
 * messages of one frame to an XPUB. For the I/O thread only.
 */
final class SubscriptionFilter implements FrameFilter {

	private static final byte UNSUBSCRIBE = 0;

	private static final byte SUBSCRIBE = 1;

	private static final byte OTHER = 2;

	private final SubscriptionPolicy policy;

	private final SocketBase socket;

	private final ByteAccount account;

	private final ByteAccount number;

	private final Runnable closed;

	private final Set<Topic> topics = new HashSet<>();

	private boolean inMessage;

	SubscriptionFilter(SubscriptionPolicy policy, SocketBase socket, ByteAccount account, ByteAccount number,
			Runnable closed) {
		this.policy = policy;
		this.socket = socket;
		this.account = account;
		this.number = number;
		this.closed = closed;
	}

	@Override
	public Decision decide(Msg frame) {
		boolean whole = !this.inMessage && !frame.hasMore();
		this.inMessage = frame.hasMore();
		if (!whole) {
			return (this.inMessage) ? Decision.SKIP : discard();
		}
		return switch ((frame.size() > 0) ? frame.get(0) : OTHER) {
			case SUBSCRIBE -> subscribe(frame);
			case UNSUBSCRIBE -> unsubscribe(frame);
			default -> (this.policy.messages()) ? pass(frame) : discard();
		};
	}

	private Decision discard() {
		this.policy.discarded();
		return Decision.SKIP;
	}

	private Decision subscribe(Msg frame) {
		SubscriptionLimits limits = this.policy.limits();
		if (frame.size() - 1 > limits.maxTopicLength()) {
			return Decision.exceeds("max-topic-length");
		}
		Topic topic = topicIn(frame);
		if (this.topics.contains(topic)) {
			return (this.policy.repeats()) ? pass(frame) : Decision.SKIP;
		}
		if (this.topics.size() >= limits.maxSubscriptions()) {
			return Decision.exceeds("max-subscriptions");
		}
		Topic kept = this.policy.table().add(topic, this.account, this.number);
		if (kept == null) {
			return Decision.exceeds((this.number.hasRoom(1)) ? "max-subscription-bytes" : "max-subscriptions");
		}
		this.topics.add(kept);
		return pass(frame);
	}

	private Decision unsubscribe(Msg frame) {
		if (frame.size() - 1 > this.policy.limits().maxTopicLength()) {
			return Decision.SKIP;
		}
		Topic topic = topicIn(frame);
		if (!this.topics.remove(topic)) {
			return Decision.SKIP;
		}
		this.policy.table().remove(topic, this.account);
		return pass(frame);
	}

	/**
	 * An XPUB keeps what it is given until the application reads it.
	 */
	private Decision pass(Msg frame) {
		return (!this.policy.messages() || this.policy.unread().admit(this.socket, frame.size(), this.account))
				? Decision.PASS : Decision.exceeds("max-subscription-bytes");
	}

	@Override
	public void close() {
		this.topics.forEach((topic) -> this.policy.table().remove(topic, this.account));
		this.topics.clear();
		this.closed.run();
	}

	private static Topic topicIn(Msg frame) {
		byte[] topic = new byte[frame.size() - 1];
		frame.getBytes(1, topic, 0, topic.length);
		return new Topic(topic);
	}

}
