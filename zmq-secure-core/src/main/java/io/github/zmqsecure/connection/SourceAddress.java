// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Whom a connection is charged to: an IPv4 address, or the /64 network of an IPv6
 * address, within which a host picks addresses as it likes. An IPv4 address that is
 * mapped into IPv6, or that 6to4 makes a network of, is that address, and loopback is one
 * host.
 *
 * @param ipv6 whether it is a network of IPv6
 * @param prefix the first 64 bits of the address
 */
record SourceAddress(boolean ipv6, long prefix) {

	private static final byte[] MAPPED = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1 };

	private static final int LOOPBACK = 0x7f000001;

	private static final short SIX_TO_FOUR = 0x2002;

	static SourceAddress of(InetAddress address) {
		ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
		if (bytes.capacity() == Integer.BYTES) {
			return ipv4(bytes.getInt(0));
		}
		if (address.isLoopbackAddress()) {
			return ipv4(LOOPBACK);
		}
		if (Arrays.equals(bytes.array(), 0, MAPPED.length, MAPPED, 0, MAPPED.length)) {
			return ipv4(bytes.getInt(MAPPED.length));
		}
		if (bytes.getShort(0) == SIX_TO_FOUR) {
			return ipv4(bytes.getInt(Short.BYTES));
		}
		return new SourceAddress(true, bytes.getLong(0));
	}

	private static SourceAddress ipv4(int address) {
		return new SourceAddress(false, address);
	}

}
