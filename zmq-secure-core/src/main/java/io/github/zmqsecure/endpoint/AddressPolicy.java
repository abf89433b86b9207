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

package io.github.zmqsecure.endpoint;

import java.net.InetAddress;
import java.util.Collection;
import java.util.List;

/**
 * Which addresses peers may come from ({@code zmq.secure.zap.addresses}): an address that
 * is denied is out; otherwise it must be allowed, and with nothing allowed explicitly all
 * are. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class AddressPolicy {

	private final List<AddressRange> allow;

	private final List<AddressRange> deny;

	private AddressPolicy(Collection<AddressRange> allow, Collection<AddressRange> deny) {
		this.allow = List.copyOf(allow);
		this.deny = List.copyOf(deny);
	}

	/**
	 * Return a policy.
	 * @param allow the ranges allowed; empty for all
	 * @param deny the ranges denied, even when allowed
	 * @return the policy
	 */
	public static AddressPolicy of(Collection<AddressRange> allow, Collection<AddressRange> deny) {
		return new AddressPolicy(allow, deny);
	}

	/**
	 * Return whether a peer may come from an address.
	 * @param address the address, of either family
	 * @return whether it is let in
	 */
	public boolean allows(InetAddress address) {
		return !contains(this.deny, address) && (this.allow.isEmpty() || contains(this.allow, address));
	}

	@Override
	public String toString() {
		return "allow " + this.allow + ", deny " + this.deny;
	}

	private static boolean contains(List<AddressRange> ranges, InetAddress address) {
		return ranges.stream().anyMatch((range) -> range.contains(address));
	}

}
