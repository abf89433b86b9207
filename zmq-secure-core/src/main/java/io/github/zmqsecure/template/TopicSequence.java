// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.template;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import io.github.zmqsecure.channel.QueueSlot;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.converter.HeaderFrame;
import io.github.zmqsecure.converter.MessageContent;
import io.github.zmqsecure.memory.RecentTexts;

/**
 * Numbers what is published on one socket, per topic, without a gap where nothing was
 * lost. Of all topics the latest are remembered; a topic that was forgotten starts anew,
 * which a subscriber takes for a restart.
 */
class TopicSequence {

	private static final int REMEMBERED_TOPICS = 65_536;

	private static final long REMEMBERED_BYTES = 4 * 1024 * 1024;

	private final String source = HexFormat.of().toHexDigits(new SecureRandom().nextLong());

	private final ReentrantLock lock = new ReentrantLock();

	private final RecentTexts<Long> numbers = new RecentTexts<>(REMEMBERED_TOPICS, REMEMBERED_BYTES);

	/**
	 * Publish with the next number, which is assigned when the message takes its place in
	 * the queue, so that nobody waits behind one who waits for room. A number whose
	 * message was dropped is used up, so that subscribers see the gap; one whose message
	 * was refused with an exception is not.
	 * @param topic the topic
	 * @param content the content
	 * @param format makes the message
	 * @param queue reserves a place in the queue, for the message or one that is larger
	 * @return whether the message was queued
	 */
	boolean publish(String topic, MessageContent content, Function<MessageContent, ZmqMessage> format,
			Function<ZmqMessage, Optional<QueueSlot>> queue) {
		Optional<QueueSlot> reserved = queue.apply(format.apply(numbered(content, Long.MAX_VALUE)));
		this.lock.lock();
		try (QueueSlot slot = reserved.orElse(null)) {
			Long last = this.numbers.get(topic);
			long number = (last != null) ? last + 1 : 1;
			if (slot != null) {
				slot.send(format.apply(numbered(content, number)));
			}
			this.numbers.put(topic, number);
			return slot != null;
		}
		finally {
			this.lock.unlock();
		}
	}

	private MessageContent numbered(MessageContent content, long number) {
		return content.with(Map.of(HeaderFrame.SEQUENCE, Long.toString(number), HeaderFrame.SOURCE, this.source));
	}

}
