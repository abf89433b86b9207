// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import io.github.zmqsecure.ZmqConfigurationException;
import io.github.zmqsecure.memory.MemoryLimits;
import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * Maps the properties that bound bytes, and derives those that are left out from the heap
 * and from each other.
 */
class MemoryLimitsMapper {

	private static final String PREFIX = "zmq.secure.limits.";

	private static final DataSize LEAST = DataSize.ofKilobytes(64);

	private final long maxHeap;

	MemoryLimitsMapper(long maxHeap) {
		this.maxHeap = maxHeap;
	}

	MemoryLimits map(ZmqSecureProperties.Limits limits) {
		DataSize perConnection = checked("max-bytes-per-connection", limits.getMaxBytesPerConnection());
		DataSize perPeer = checked("max-bytes-per-peer", limits.getMaxBytesPerPeer());
		DataSize whole = checked("max-total-bytes", limits.getMaxTotalBytes());
		if (whole != null && whole.toBytes() > this.maxHeap) {
			throw new ZmqConfigurationException(PREFIX + "max-total-bytes", whole,
					"The heap has no more than " + DataSize.ofBytes(this.maxHeap).toMegabytes() + " MB.",
					"Choose half of the heap at most, or raise -Xmx.");
		}
		long total = (whole != null) ? whole.toBytes() : MemoryLimits.totalOf(this.maxHeap);
		long ofPeer = (perPeer != null) ? perPeer.toBytes() : MemoryLimits.perPeerOf(total);
		long ofConnection = (perConnection != null) ? perConnection.toBytes()
				: Math.min(ofPeer, MemoryLimits.perConnectionOf(total));
		if (perPeer == null) {
			ofPeer = Math.max(ofPeer, ofConnection);
		}
		checkWithin("max-bytes-per-connection", perConnection, "max-bytes-per-peer", ofConnection, ofPeer);
		checkWithin("max-bytes-per-peer", perPeer, "max-total-bytes", ofPeer, total);
		return new MemoryLimits(ofConnection, ofPeer, total);
	}

	private static @Nullable DataSize checked(String name, @Nullable DataSize value) {
		if (value != null && value.compareTo(LEAST) < 0) {
			throw new ZmqConfigurationException(PREFIX + name, value,
					"It must be at least " + LEAST.toKilobytes() + "KB.",
					"Choose how much messages may occupy, or leave it out to have it derived from the heap.");
		}
		return value;
	}

	private static void checkWithin(String name, @Nullable DataSize value, String outer, long bytes, long outerBytes) {
		if (bytes > outerBytes) {
			throw new ZmqConfigurationException(PREFIX + name, (value != null) ? value : bytes + "B",
					"It is more than '" + outer + "' permits, which is " + outerBytes + " bytes.",
					"Lower it, or raise '" + PREFIX + outer + "'.");
		}
	}

}
