// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import io.github.zmqsecure.ZmqConfigurationException;
import io.github.zmqsecure.jeromq.SubscriptionLimits;
import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * Maps the properties that bound what subscribers may have kept for them.
 */
class SubscriptionLimitsMapper {

	private static final String PREFIX = "zmq.secure.limits.";

	private static final DataSize LEAST = DataSize.ofKilobytes(64);

	private final long maxHeap;

	SubscriptionLimitsMapper(long maxHeap) {
		this.maxHeap = maxHeap;
	}

	SubscriptionLimits map(ZmqSecureProperties.Limits limits) {
		int length = limits.getMaxTopicLength();
		if (length < 1 || length > SubscriptionLimits.LONGEST_TOPIC) {
			throw new ZmqConfigurationException(PREFIX + "max-topic-length", length,
					"It must be at least 1 and at most " + SubscriptionLimits.LONGEST_TOPIC
							+ ": JeroMQ recurses once for each byte of a topic, and its stack is small.",
					"Choose how many bytes a topic may have.");
		}
		Bounds.atLeast(PREFIX + "max-subscriptions", limits.getMaxSubscriptions(), 1,
				"Choose how many subscriptions a connection may have.");
		return new SubscriptionLimits(length, limits.getMaxSubscriptions(), bytes(limits.getMaxSubscriptionBytes()));
	}

	private long bytes(@Nullable DataSize bytes) {
		if (bytes == null) {
			return SubscriptionLimits.bytesOf(this.maxHeap);
		}
		if (bytes.compareTo(LEAST) < 0 || bytes.toBytes() > this.maxHeap) {
			throw new ZmqConfigurationException(PREFIX + "max-subscription-bytes", bytes,
					"It must be at least " + LEAST.toKilobytes() + "KB, and the heap has no more than "
							+ DataSize.ofBytes(this.maxHeap).toMegabytes() + " MB.",
					"Choose how much memory subscriptions may take, or leave it out to have it derived from the heap.");
		}
		return bytes.toBytes();
	}

}
