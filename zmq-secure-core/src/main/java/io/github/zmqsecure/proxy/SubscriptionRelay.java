// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.proxy;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

import io.github.zmqsecure.channel.DropReason;
import io.github.zmqsecure.channel.MessageHandler;
import io.github.zmqsecure.channel.ProxiedSocket;
import io.github.zmqsecure.channel.ZmqMessage;

/**
 * Has an XSUB subscribe to what the subscribers of an XPUB subscribe to, as long as one
 * of them does. When the XPUB is opened anew they subscribe again. For the owner of the
 * XPUB only, but for the number of topics.
 */
class SubscriptionRelay implements MessageHandler {

	private static final byte CANCEL = 0;

	private static final byte SUBSCRIBE = 1;

	private final ProxiedSocket publisher;

	private final ProxiedSocket subscriber;

	private final Set<byte[]> topics = new ConcurrentSkipListSet<>(Arrays::compare);

	SubscriptionRelay(ProxiedSocket publisher, ProxiedSocket subscriber) {
		this.publisher = publisher;
		this.subscriber = subscriber;
	}

	@Override
	public void handle(ZmqMessage message) {
		byte[] frame = message.frame(0);
		if (message.frames().size() > 1 || frame.length == 0 || frame[0] < CANCEL || frame[0] > SUBSCRIBE) {
			this.publisher.get().getStatistics().dropped(DropReason.NOT_HANDLED, 1);
			return;
		}
		byte[] topic = Arrays.copyOfRange(frame, 1, frame.length);
		if (frame[0] == SUBSCRIBE && this.topics.add(topic)) {
			this.subscriber.subscribe(topic);
		}
		if (frame[0] == CANCEL && this.topics.remove(topic)) {
			this.subscriber.unsubscribe(topic);
		}
	}

	@Override
	public void opening() {
		this.topics.forEach(this.subscriber::unsubscribe);
		this.topics.clear();
	}

	int topics() {
		return this.topics.size();
	}

}
