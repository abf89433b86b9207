// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.listener;

import io.github.zmqsecure.channel.ManagedSocket;
import io.github.zmqsecure.channel.ZmqMessage;
import io.github.zmqsecure.converter.HeaderFrame;
import io.github.zmqsecure.converter.ReceivedMessage;
import io.github.zmqsecure.converter.UnreadableMessageException;
import io.github.zmqsecure.converter.WireFormat;
import io.github.zmqsecure.memory.RecentTexts;
import org.jspecify.annotations.Nullable;

/**
 * Counts the messages that publishers numbered and that never arrived. The first message
 * of a topic tells where its numbers begin, since nobody missed what was published before
 * he joined. For the owner thread only.
 */
class SequenceTracker {

	private static final int REMEMBERED_TOPICS = 65_536;

	/** The publisher chooses how long its topics are. */
	private static final long REMEMBERED_BYTES = 4 * 1024 * 1024;

	private final ManagedSocket socket;

	private final WireFormat layout;

	private final RecentTexts<Long> last = new RecentTexts<>(REMEMBERED_TOPICS, REMEMBERED_BYTES);

	SequenceTracker(ManagedSocket socket, WireFormat layout) {
		this.socket = socket;
		this.layout = layout;
	}

	/**
	 * Take note of a message.
	 * @return the message taken apart, {@code null} if it can't be read
	 */
	@Nullable ReceivedMessage received(ZmqMessage message) {
		try {
			ReceivedMessage received = this.layout.read(message);
			track(received);
			return received;
		}
		catch (UnreadableMessageException ex) {
			return null;
		}
	}

	private void track(ReceivedMessage message) {
		String number = message.headers().get(HeaderFrame.SEQUENCE);
		if (number == null) {
			return;
		}
		long current;
		try {
			current = Long.parseLong(number);
		}
		catch (NumberFormatException ex) {
			return;
		}
		Long previous = this.last.put(message.headers().get(HeaderFrame.SOURCE) + " " + message.topic(), current);
		if (previous != null && current > previous + 1) {
			this.socket.getStatistics().missed(current - previous - 1);
		}
	}

}
