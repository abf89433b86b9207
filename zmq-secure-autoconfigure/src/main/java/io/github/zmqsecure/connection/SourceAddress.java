/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.zmqsecure.connection;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * Whom a connection is charged to: an IPv4 address, or the /64 network of an IPv6
 * address, within which a host picks addresses as it likes.
 *
 * @param ipv6 whether it is a network of IPv6
 * @param prefix the first 64 bits of the address
 */
record SourceAddress(boolean ipv6, long prefix) {

	static SourceAddress of(InetAddress address) {
		byte[] bytes = address.getAddress();
		boolean ipv6 = bytes.length > Integer.BYTES;
		ByteBuffer buffer = ByteBuffer.wrap(bytes);
		return new SourceAddress(ipv6, (ipv6) ? buffer.getLong() : buffer.getInt());
	}

}
